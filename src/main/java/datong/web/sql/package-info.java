/** The SQL door: SELECT over Arrow Flight SQL for analysts, turned into questions for the conductor; the only place that may touch Flight, gRPC and the SQL parser. */
package datong.web.sql;
