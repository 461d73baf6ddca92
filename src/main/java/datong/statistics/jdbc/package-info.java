/** Answers and what they cost, in PostgreSQL. */
package datong.statistics.jdbc;
