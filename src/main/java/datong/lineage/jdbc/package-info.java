/** Lineage out of the tables of intake, ledger and publication. */
package datong.lineage.jdbc;
