/** Reads {@code mappings/retention.yaml}. */
package datong.disposal.yaml;
