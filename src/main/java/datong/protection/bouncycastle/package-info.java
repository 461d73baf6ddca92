/** Both crypto suites; the only place that may touch Bouncy Castle and the JCA. */
package datong.protection.bouncycastle;
