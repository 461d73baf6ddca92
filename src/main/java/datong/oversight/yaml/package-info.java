/** Reads the thresholds of unusual access. */
package datong.oversight.yaml;
