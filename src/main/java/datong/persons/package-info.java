/** Requests of the persons concerned: who it is, what they ask for, by when, what was decided; pure but for its jdbc. */
package datong.persons;
