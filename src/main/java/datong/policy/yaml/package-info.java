/** Reads the folder of policies strictly into rules that know their file and line; the only place in this room that may touch YAML. */
package datong.policy.yaml;
