/** Offices reached by e-mail. */
package datong.notices.mail;
