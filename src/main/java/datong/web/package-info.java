/** HTTP API and console. */
package datong.web;
