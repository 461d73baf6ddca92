/** Working days as the State Council announces them, make-up days included; imports nothing of ours. */
package datong.calendar;
