/** Jakarta constraints of our own, for what the standard ones cannot say; an element's record carries them beside its items. */
package datong.schema.constraint;
