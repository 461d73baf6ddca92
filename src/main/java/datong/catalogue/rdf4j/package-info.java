/** The catalogue as DCAT-AP, by Eclipse RDF4J. */
package datong.catalogue.rdf4j;
