/** Disputes, corrected values and recalls in PostgreSQL; what is said of values lies sealed under the key of the record's subject. */
package datong.correction.jdbc;
