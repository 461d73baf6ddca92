/** What was done, provably: an append-only Merkle log. Imports nothing of ours. */
package datong.audit;
