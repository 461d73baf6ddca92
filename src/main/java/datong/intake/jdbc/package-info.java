/** Deliveries, quarantine and watermarks in PostgreSQL. */
package datong.intake.jdbc;
