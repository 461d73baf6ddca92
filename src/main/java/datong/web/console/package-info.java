/** The console: pages for stewards, departments and auditors, rendered on the server. Reads through small views; never touches a raw value. */
package datong.web.console;
