package datong.policy.yaml;

import datong.policy.PolicyProblem;

/** Stops reading one entry; the loader goes on with the next to find every problem at once. */
public final class PolicyRefused extends RuntimeException {
    private final PolicyProblem problem;

    public PolicyRefused(String file, int line, String message) {
        super(message, null, false, false);
        this.problem = new PolicyProblem(file, line, message);
    }

    public PolicyProblem problem() {
        return problem;
    }
}
