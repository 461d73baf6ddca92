/** Measurements kept in the project: ratios to a limit or a peer in the same run, printed, never asserted. */
package datong.bench;
