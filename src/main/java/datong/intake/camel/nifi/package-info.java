/** The Camel component nifi: over Site-to-Site; the only place that may touch Apache NiFi's client. */
package datong.intake.camel.nifi;
