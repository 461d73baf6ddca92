/** Time stamps of RFC 3161. */
package datong.audit.bouncycastle;
