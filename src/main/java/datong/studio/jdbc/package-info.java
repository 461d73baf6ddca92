/** Keeps samples in PostgreSQL; with the wiring the only place of this room that may touch JDBC. */
package datong.studio.jdbc;
