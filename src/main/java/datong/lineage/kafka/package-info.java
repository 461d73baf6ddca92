/** Lineage to a Kafka topic. */
package datong.lineage.kafka;
