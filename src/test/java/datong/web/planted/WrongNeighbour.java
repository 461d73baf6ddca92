package datong.web.planted;

/** Planted: breaks a line of docs/ARCHITECTURE.md, so that ArchitectureTest can show that the line bites. */
record WrongNeighbour(datong.cli.DatongCommand neighbour, datong.DatongApplication wiring) {}
