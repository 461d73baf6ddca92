/** The files that say who is told what changes, and where. */
package datong.subscription.yaml;
