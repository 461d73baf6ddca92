package datong.web.console;

import datong.policy.Subject;
import java.util.Collections;
import java.util.Set;

/** What the console shows and does, and the groups that may (DOMAIN §2.12). A handler that names no page is refused. */
public enum Page {
    OVERVIEW(Groups.EVERYBODY),
    SOURCES(Set.of(Groups.STEWARD, Groups.AUDITOR, Groups.AUTHORITY, Groups.OPERATOR)),
    NIFI(Set.of(Groups.STEWARD, Groups.AUDITOR, Groups.AUTHORITY, Groups.OPERATOR)),
    /** Start and stop what runs in NiFi. */
    NIFI_RUN(Set.of(Groups.STEWARD, Groups.OPERATOR)),
    QUARANTINE(Set.of(Groups.STEWARD, Groups.AUDITOR)),
    REPLAY(Set.of(Groups.STEWARD)),
    MAPPINGS(Set.of(Groups.STEWARD, Groups.AUDITOR, Groups.AUTHORITY)),
    PREVIEW(Set.of(Groups.STEWARD)),
    /** Make and change mappings. */
    STUDIO(Set.of(Groups.STEWARD)),
    CATALOGUE(Set.of(Groups.STEWARD, Groups.AUDITOR, Groups.AUTHORITY, Groups.DEPARTMENT, Groups.COMMAND, Groups.STREET, Groups.GRID,
            Groups.COMMUNITY, Groups.SECURITY, Groups.OFFICER, Groups.HEAD)),
    /** Entries that departments owe and submitted; everybody sees those of their own department, the authority and auditors all. */
    SUBMISSIONS(Set.of(Groups.STEWARD, Groups.OFFICER, Groups.HEAD, Groups.AUTHORITY, Groups.AUDITOR)),
    /** Submit an entry, review and announce one. */
    SUBMIT(Set.of(Groups.STEWARD, Groups.OFFICER, Groups.HEAD, Groups.AUTHORITY)),
    /** Questions that one's organisation keeps under a name. */
    VIEWS(Set.of(Groups.STEWARD, Groups.AUTHORITY, Groups.DEPARTMENT, Groups.COMMAND, Groups.STREET, Groups.GRID, Groups.COMMUNITY, Groups.OFFICER, Groups.HEAD)),
    /** Ask what somebody else would see. */
    COMPARE(Set.of(Groups.STEWARD, Groups.AUDITOR, Groups.AUTHORITY, Groups.SECURITY)),
    /** See what somebody else would get of real records, as far as one's own right reaches. */
    LOOK(Set.of(Groups.STEWARD, Groups.AUTHORITY, Groups.SECURITY)),
    QUALITY(Set.of(Groups.STEWARD, Groups.AUDITOR, Groups.AUTHORITY)),
    /** Where values came from; shows no value. */
    LINEAGE(Set.of(Groups.STEWARD, Groups.AUDITOR, Groups.AUTHORITY)),
    /** Which records are the same one. */
    RESOLUTION(Set.of(Groups.STEWARD, Groups.AUDITOR)),
    RESOLVE(Set.of(Groups.STEWARD)),
    PUBLICATIONS(Set.of(Groups.STEWARD, Groups.AUDITOR, Groups.AUTHORITY)),
    PUBLISH(Set.of(Groups.STEWARD)),
    /** What takes two persons, and what became of it. */
    APPROVALS(Set.of(Groups.STEWARD, Groups.AUDITOR, Groups.AUTHORITY, Groups.SECURITY)),
    /** Of these the requests about persons' data, too. */
    PERSONS_REQUESTS(Set.of(Groups.STEWARD, Groups.AUDITOR, Groups.AUTHORITY)),
    /** Ask, and confirm what somebody else asked for; what of it is whose, {@link datong.approval.Request.Kind#openTo} says. */
    APPROVE(Set.of(Groups.STEWARD, Groups.AUDITOR, Groups.AUTHORITY, Groups.SECURITY)),
    /** Requests of the persons concerned; shows nobody. */
    PERSONS(Set.of(Groups.STEWARD, Groups.AUTHORITY)),
    /** Policies in force and how they changed; shows no record. */
    POLICIES(Set.of(Groups.STEWARD, Groups.AUDITOR, Groups.AUTHORITY, Groups.SECURITY)),
    /** Change policies, and approve changes of others. */
    POLICY_CHANGE(Set.of(Groups.SECURITY)),
    /** Applications for data; everybody sees those of their own department, the authority and auditors all. */
    SHARING(Set.of(Groups.OFFICER, Groups.HEAD, Groups.AUTHORITY, Groups.AUDITOR)),
    /** Write an application. */
    APPLY(Set.of(Groups.OFFICER, Groups.AUTHORITY)),
    /** Enter one that came on another way. */
    RECEIVE(Set.of(Groups.AUTHORITY)),
    /** Disputed values and recalls; everybody sees those of their own department, the authority and auditors all. */
    CORRECTIONS(Set.of(Groups.OFFICER, Groups.HEAD, Groups.AUTHORITY, Groups.AUDITOR)),
    /** Dispute a value, answer for one, acknowledge a recall. */
    CORRECT(Set.of(Groups.OFFICER, Groups.HEAD)),
    /** Stills of cameras, and the register of who was shown which; everybody sees their own unit's entries, the authority and auditors all. */
    STILLS(Set.of(Groups.STREET, Groups.COMMUNITY, Groups.GRID, Groups.COMMAND, Groups.AUTHORITY, Groups.AUDITOR)),
    /** Ask for one, as far as the policies let one. */
    RETRIEVE(Set.of(Groups.STREET, Groups.COMMUNITY, Groups.GRID, Groups.COMMAND)),
    /** What the superior platform was told, and what it refuses. */
    NORTHBOUND(Set.of(Groups.AUTHORITY, Groups.AUDITOR)),
    /** Send again what was refused. */
    NORTHBOUND_SEND(Set.of(Groups.AUTHORITY)),
    /** How long what is kept, and certificates of what was destroyed. */
    DISPOSAL(Set.of(Groups.STEWARD, Groups.AUTHORITY, Groups.AUDITOR)),
    AUDIT(Set.of(Groups.AUDITOR)),
    /** What has to be reported by law: numbers of departments, nobody's events. */
    REPORTS(Set.of(Groups.AUDITOR, Groups.AUTHORITY)),
    /** One's own sign-in. */
    ACCOUNT(Groups.EVERYBODY),
    /** How everybody signs in; shows no secret. */
    SIGN_INS(Set.of(Groups.SECURITY));

    private final Set<String> groups;

    Page(Set<String> groups) {
        this.groups = groups;
    }

    public boolean openTo(Subject subject) {
        return groups.equals(Groups.EVERYBODY) ? !subject.groups().isEmpty() : !Collections.disjoint(groups, subject.groups());
    }

    /** Groups that may, for the page that explains a refusal; empty: everybody who is known. */
    public Set<String> groups() {
        return groups;
    }

    /** Group names as policies write them. */
    static final class Groups {
        static final Set<String> EVERYBODY = Set.of();
        static final String STEWARD = "data-steward";
        static final String AUDITOR = "auditor";
        static final String AUTHORITY = "platform-authority";
        static final String SECURITY = "security-administrator";
        static final String OFFICER = "sharing-officer";
        static final String HEAD = "sharing-head";
        static final String OPERATOR = "vendor-operator";
        static final String DEPARTMENT = "department-system";
        static final String COMMAND = "command-centre";
        static final String STREET = "street-office";
        static final String GRID = "grid-worker";
        static final String COMMUNITY = "community-worker";

        private Groups() {}
    }
}
