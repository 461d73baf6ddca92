/** The register of retrievals in PostgreSQL. */
package datong.retrieval.jdbc;
