/** Decides how sensitive a record is, and finds personal data in free text. */
package datong.classification;
