/** Reads the words by which columns are known; the only place of this room that may touch the YAML library. */
package datong.studio.yaml;
