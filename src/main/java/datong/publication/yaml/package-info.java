/** Reads publication files; the only place in this room that may touch the YAML library. */
package datong.publication.yaml;
