package datong.still.planted;

/** Planted: breaks a line of docs/ARCHITECTURE.md, so that ArchitectureTest can show that the line bites. */
record WrongNeighbour(datong.audit.AuditLog neighbour) {}
