/** What is on its way to the superior platform, in PostgreSQL. */
package datong.northbound.jdbc;
