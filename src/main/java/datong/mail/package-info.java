/** Mails that the hub sends: to whom, over which server, never without TLS. */
package datong.mail;
