/** Carries treatments out and keeps the keys. */
package datong.protection;
