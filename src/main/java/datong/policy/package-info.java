/** Decides who may see what, for which purpose, treated how. */
package datong.policy;
