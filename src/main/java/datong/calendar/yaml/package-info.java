/** Reads a file a year, YAML or JSON. */
package datong.calendar.yaml;
