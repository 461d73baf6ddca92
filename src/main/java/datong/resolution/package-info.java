/** Finds which ledger records are the same person, place, organisation or matter; decides only what the rules decide, asks a person otherwise. */
package datong.resolution;
