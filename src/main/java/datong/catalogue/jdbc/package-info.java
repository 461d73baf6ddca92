/** Versions of catalogue entries, kept in PostgreSQL. */
package datong.catalogue.jdbc;
