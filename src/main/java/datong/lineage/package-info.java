/** Where every value came from: a record's way from its source, and the house's lineage as OpenLineage events. Shows no value. */
package datong.lineage;
