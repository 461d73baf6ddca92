/** What takes two persons: one asks, another confirms within a time, and only then it is done; every step stands in the audit log first. */
package datong.approval;
