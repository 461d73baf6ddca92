/** The auditor's desk: questions to the log's copy, what is unusual in it, reports due by law; never a value of the data. */
package datong.oversight;
