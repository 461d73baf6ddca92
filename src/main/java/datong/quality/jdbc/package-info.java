/** Measurements in PostgreSQL. */
package datong.quality.jdbc;
