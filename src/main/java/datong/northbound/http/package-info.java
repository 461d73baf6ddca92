/** The superior platform over HTTP. */
package datong.northbound.http;
