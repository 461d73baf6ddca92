/** A searchable projection of the log, rebuilt from it at any time. */
package datong.audit.jdbc;
