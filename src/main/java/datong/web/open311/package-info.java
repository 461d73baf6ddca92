/** Open311 GeoReport v2, its read side: matters that a file in policies/ declares public, to whoever asks. */
package datong.web.open311;
