/** Stores classified records, keeps their history and selects them again. */
package datong.ledger;
