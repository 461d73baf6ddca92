/** Makes a whole table anonymous, and measures how anonymous one is: k, l, t, presence, risk. Plain Java over texts; knows nothing of the hub. */
package datong.anonymity;
