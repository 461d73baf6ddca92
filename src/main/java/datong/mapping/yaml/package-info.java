/** Reads mapping files; the only place that may touch YAML and JSON Schema libraries. */
package datong.mapping.yaml;
