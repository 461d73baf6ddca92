/** Datasets and their items as a department reads them. */
package datong.catalogue;
