/** Tables and hierarchies from CSV files; the only place in this room that may touch the CSV library. */
package datong.anonymity.csv;
