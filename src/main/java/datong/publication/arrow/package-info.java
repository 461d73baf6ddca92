/** Rows as an Arrow stream; the only place that may touch Arrow. */
package datong.publication.arrow;
