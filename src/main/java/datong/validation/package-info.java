/** Proves that a record keeps the schema, with Hibernate Validator. */
package datong.validation;
