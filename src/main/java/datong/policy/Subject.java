package datong.policy;

import java.util.Set;

/**
 * Who asks.
 *
 * @param id stable id of the person or system; goes to the audit log
 * @param organisation unified social credit code of the organisation they act for
 * @param division their scope: 6, 9, 12 or 15 leading digits of division or grid code; empty reaches no row that a policy scopes by division
 * @param groups groups that policies name, e.g. {@code street-office}, {@code data-steward}, {@code auditor}
 * @param sources for data stewards: the sources they own
 */
public record Subject(String id, Kind kind, String displayName, String organisation, String division, Set<String> groups, Set<String> sources) {
    public enum Kind { PERSON, SYSTEM }
}
