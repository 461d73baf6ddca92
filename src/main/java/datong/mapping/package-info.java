/** Turns source words into ledger words. Imports source and schema. */
package datong.mapping;
