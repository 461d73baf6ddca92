package datong.query;

import datong.policy.Decision;

/** Leaves the planning of a permitted question early, because a part of it may not be; becomes {@link QueryAnswer.Refused} at the room's door. */
public final class RefusedQuestion extends RuntimeException {
    private final Decision.Check check;
    private final String rule;

    public RefusedQuestion(Decision.Check check, String rule, String reason) {
        super(reason, null, false, false);
        this.check = check;
        this.rule = rule;
    }

    public Decision.Denied denied(String policyVersion) {
        return new Decision.Denied(check, rule, getMessage(), policyVersion);
    }
}
