/** What offices are told by mail: that a step waits for them, and what became of theirs. No data of any record. */
package datong.notices;
