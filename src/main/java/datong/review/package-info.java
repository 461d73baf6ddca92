/** What a change of policies would have changed: past questions out of the audit log, asked again under other policies. */
package datong.review;
