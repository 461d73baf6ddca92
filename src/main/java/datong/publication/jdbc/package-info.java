/** The register of releases in PostgreSQL. */
package datong.publication.jdbc;
