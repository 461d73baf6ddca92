/** The requests in PostgreSQL. */
package datong.persons.jdbc;
