/** The HTTP API: turns requests into questions for the conductors and answers into JSON, NDJSON, CSV or problem documents. */
package datong.web.api;
