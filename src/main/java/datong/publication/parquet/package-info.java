/** Releases as Parquet; the only place that may touch Parquet and the Hadoop classes it needs. */
package datong.publication.parquet;
