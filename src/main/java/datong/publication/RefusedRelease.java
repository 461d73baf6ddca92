package datong.publication;

/** Stops a release on its way; the publisher turns it into an outcome and an audit event. */
final class RefusedRelease extends RuntimeException {
    private final String rule;

    RefusedRelease(String rule, String reason) {
        super(reason);
        this.rule = rule;
    }

    String rule() {
        return rule;
    }
}
