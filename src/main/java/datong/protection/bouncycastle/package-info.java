/** Both crypto suites; the only place that may touch Bouncy Castle, and where the JDK's ciphers are called. */
package datong.protection.bouncycastle;
