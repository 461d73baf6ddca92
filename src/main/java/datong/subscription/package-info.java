/** Conductor of standing deliveries: what changes in a dataset goes to a department's receiver, for as long as its grant allows. */
package datong.subscription;
