/** The sample district 110199, generated from a seed: fictitious people only, the dirt of real sources. Imports schema and source. */
package datong.sample;
