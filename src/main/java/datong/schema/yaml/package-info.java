/** Reads code tables and a district's own items from YAML; the only part of schema that may use SnakeYAML. */
package datong.schema.yaml;
