/** Applications in PostgreSQL; a step and its audit event are committed together. */
package datong.sharing.jdbc;
