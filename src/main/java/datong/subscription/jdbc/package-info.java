/** How far subscriptions are, in PostgreSQL. */
package datong.subscription.jdbc;
