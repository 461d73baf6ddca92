/** A record as it arrived, and the readers that stream it out of a delivery. Imports schema only. */
package datong.source;
