/** The command line. */
package datong.cli;
