/** The clocks of law as the district writes them, and grants as text. */
package datong.sharing.yaml;
