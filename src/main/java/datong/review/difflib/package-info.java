/** What differs between texts, line by line, by java-diff-utils. */
package datong.review.difflib;
