/** The log's neighbours by HTTP: logs seen from outside, witnesses, places that keep checkpoints. */
package datong.audit.http;
