/** The ledger's words: six elements, their items, levels, codes and checks. Plain Java; imports nothing of ours. */
package datong.schema;
