/** The requests in PostgreSQL. */
package datong.approval.jdbc;
