/** Deliveries to a receiver's address, signed as Standard Webhooks says. */
package datong.subscription.http;
