/** What offices were told, in PostgreSQL. */
package datong.notices.jdbc;
