/** Conductor: an officer's request for a camera's still → decision → register and audit log → the still. */
package datong.retrieval;
