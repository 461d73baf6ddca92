/** Questions that a department keeps in the hub under a name; they hold no answer, and give nobody anything. */
package datong.web.views;
