/** Conductor from raw record to ledger. */
package datong.intake;
