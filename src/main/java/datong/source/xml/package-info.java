/** Reads XML by StAX, without external entities. */
package datong.source.xml;
