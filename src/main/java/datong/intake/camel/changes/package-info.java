/** Changes of a department's PostgreSQL out of its own log, by Debezium; the only place that may import Debezium and Kafka Connect. */
package datong.intake.camel.changes;
