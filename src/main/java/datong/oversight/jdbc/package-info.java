/** Questions answered from the tables {@code audit.event} and {@code oversight.*}. */
package datong.oversight.jdbc;
