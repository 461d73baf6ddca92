/** What of the limits a day must count across restarts and processes, in PostgreSQL. */
package datong.policy.jdbc;
