/** Conductor from request to answer. */
package datong.query;
