/** Reads CSV; the only place that may touch the CSV library. */
package datong.source.csv;
