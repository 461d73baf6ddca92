/** Deliveries to a topic: a message a record, a tombstone for one that is gone. */
package datong.subscription.kafka;
