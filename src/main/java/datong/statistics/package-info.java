/** Conductor from a question for numbers to numbers: counted at one state of the records, guarded or with noise; no record leaves. */
package datong.statistics;
