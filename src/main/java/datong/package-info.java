/** The hub: application and wiring; may touch every room. */
package datong;
