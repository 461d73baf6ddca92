package datong.policy;

/** Decides every access. Never throws: whatever is unknown, missing or broken is {@link Decision.Denied}. */
public interface AccessDecisions {
    Decision decide(AccessRequest request);

    /** Version and hash of the policies in force. */
    String policyVersion();
}
