/** The Camel component ledger: and the watched integrations; the only place that may touch Camel in this room. */
package datong.intake.camel;
