/** Where things over their term lie in PostgreSQL, and the certificates. */
package datong.disposal.jdbc;
