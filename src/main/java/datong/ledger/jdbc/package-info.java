/** The ledger in PostgreSQL: COPY, MERGE, select; the only place in this room that may touch JDBC. */
package datong.ledger.jdbc;
