/** The stewards' files of resolution: rules, topics, places, aliases and successions. */
package datong.resolution.yaml;
