/** The Camel component releases: from which a route hands published files on; the only place that may touch Camel in this room. */
package datong.publication.camel;
