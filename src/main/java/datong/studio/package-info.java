/** Drafts of mappings: what a source's columns hold, what they could become, how a draft does on real rows, and what a change would change. */
package datong.studio;
