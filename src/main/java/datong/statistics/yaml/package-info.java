/** The files that say what may be counted. */
package datong.statistics.yaml;
