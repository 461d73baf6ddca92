/** Fetches pictures from the addresses that an administrator allowed. */
package datong.still.http;
