/** The stewards' part of the catalogue, read from {@code mappings/catalogue}. */
package datong.catalogue.yaml;
