package datong.web.console;

import datong.policy.Subject;

/** Who looks at the console. */
public record Viewer(Subject subject) {
    static final String ATTRIBUTE = Viewer.class.getName();

    public boolean may(Page page) {
        return page.openTo(subject);
    }

    /** For templates: {@code viewer.may('AUDIT')}. */
    public boolean may(String page) {
        return may(Page.valueOf(page));
    }

    /** A steward sees and mends records of the sources they own, and of no other. */
    public boolean owns(String source) {
        return may(Page.REPLAY) && subject.sources().contains(source);
    }

    public String name() {
        return subject.displayName();
    }
}
