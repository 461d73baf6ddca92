/** Reads JSON and NDJSON; the only place in this room that may touch the JSON library. */
package datong.source.json;
