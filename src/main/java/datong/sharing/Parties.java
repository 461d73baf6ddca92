package datong.sharing;

import datong.policy.Subject;
import java.util.HashSet;
import java.util.Set;

/** Who has which part in an application, and who may see it. */
public final class Parties {
    public static final String OFFICER = "sharing-officer";
    public static final String HEAD = "sharing-head";
    public static final String AUTHORITY = "platform-authority";
    private static final String AUDITOR = "auditor";
    private static final String SYSTEM = "department-system";

    private Parties() {}

    /** In which parts somebody acts on an application. A system only records the use that its department made. */
    public static Set<Role> roles(Application application, Subject subject) {
        Set<Role> roles = new HashSet<>();
        boolean demander = subject.organisation().equals(application.terms().demander());
        if (subject.kind() != Subject.Kind.PERSON) {
            give(roles, demander && subject.groups().contains(SYSTEM), Role.DEMANDER_SYSTEM);
            return roles;
        }
        boolean provider = subject.organisation().equals(application.provider());
        if (subject.groups().contains(OFFICER)) {
            give(roles, demander, Role.DEMANDER_OFFICER);
            give(roles, provider, Role.PROVIDER_OFFICER);
        }
        if (subject.groups().contains(HEAD)) {
            give(roles, demander, Role.DEMANDER_HEAD);
            give(roles, provider, Role.PROVIDER_HEAD);
        }
        give(roles, subject.groups().contains(AUTHORITY), Role.AUTHORITY);
        return roles;
    }

    private static void give(Set<Role> roles, boolean holds, Role role) {
        if (holds) {
            roles.add(role);
        }
    }

    /** The authority and auditors see every application. */
    public static boolean seesAll(Subject subject) {
        return subject.groups().contains(AUTHORITY) || subject.groups().contains(AUDITOR);
    }

    /** Others see those of their own department; a draft is the demander's alone. */
    static boolean sees(Application application, Subject subject) {
        return seesAll(subject) || concerns(application, subject);
    }

    private static boolean concerns(Application application, Subject subject) {
        boolean part = subject.groups().contains(OFFICER) || subject.groups().contains(HEAD) || subject.kind() == Subject.Kind.SYSTEM && subject.groups().contains(SYSTEM);
        boolean draft = application.state() == State.DRAFT || application.state() == State.WITHDRAWN && application.steps().stream().noneMatch(step -> step.move() == Move.SUBMIT);
        return part && (subject.organisation().equals(application.terms().demander()) || subject.organisation().equals(application.provider()) && !draft);
    }
}
