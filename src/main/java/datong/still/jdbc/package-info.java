/** Stills in PostgreSQL, sealed. */
package datong.still.jdbc;
