package datong.web.console;

import java.util.Set;

/** The viewer's groups do not open this page. */
final class PageRefused extends RuntimeException {
    private final String reason;
    private final Set<String> groups;

    private PageRefused(String reason, Set<String> groups) {
        super("refused: " + reason);
        this.reason = reason;
        this.groups = groups;
    }

    static PageRefused unknownSubject() {
        return new PageRefused("unknown-subject", Set.of());
    }

    static PageRefused unnamed() {
        return new PageRefused("unnamed", Set.of());
    }

    static PageRefused closed(Page page) {
        return new PageRefused("role", page.groups());
    }

    static PageRefused otherSource() {
        return new PageRefused("other-source", Set.of());
    }

    /** Message key behind {@code refused.}. */
    String reason() {
        return reason;
    }

    Set<String> groups() {
        return groups;
    }
}
