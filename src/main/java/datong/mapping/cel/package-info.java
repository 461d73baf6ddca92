/** Expressions of mappings in CEL; the only place that may touch dev.cel. */
package datong.mapping.cel;
