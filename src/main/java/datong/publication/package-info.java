/** Conductor from ledger to release. */
package datong.publication;
