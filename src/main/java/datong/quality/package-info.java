/** How good what sources deliver is: measured as it goes by, in the six dimensions of GB/T 36344, and told when it leaps. Keeps counts, never a value. */
package datong.quality;
