/** Gives the log's events to a SIEM, in order and none left out: syslog over TLS, lines of JSON; no key of a person, no detail, no value. */
package datong.oversight.siem;
