/** Lets a person's data leave for good: keys, records, evidence, copies; names what it cannot reach. */
package datong.erasure;
