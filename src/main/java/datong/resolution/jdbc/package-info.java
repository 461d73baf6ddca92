/** Resolution over PostgreSQL: reads new ledger records, keeps keyed evidence, clusters, candidates and what was decided. */
package datong.resolution.jdbc;
