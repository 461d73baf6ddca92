/** Values that somebody disputes: their owner's answer, the corrected value, and its recall from all who received the wrong one; pure but for its jdbc. */
package datong.correction;
