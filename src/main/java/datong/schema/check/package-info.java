/** Checks of the numbers that people and things are known by (DOMAIN §3.11): pure, without regular expressions or exceptions. */
package datong.schema.check;
