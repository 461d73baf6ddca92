/** Checkpoints sent to other offices by e-mail. */
package datong.audit.mail;
