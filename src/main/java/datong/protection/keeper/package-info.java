/** Keepers of the ring's wrapping key: PKCS#11 modules and Vault's transit engine. */
package datong.protection.keeper;
