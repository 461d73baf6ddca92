/** Pictures that cameras took: made coarse before anything is written, sealed each under a key of its own. No original is ever kept. */
package datong.still;
