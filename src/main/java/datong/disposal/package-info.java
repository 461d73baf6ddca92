/** Destroys what is over its term, daily, and proves it; pure but for its jdbc and yaml. */
package datong.disposal;
