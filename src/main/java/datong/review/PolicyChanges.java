package datong.review;

import datong.policy.Admission;
import datong.policy.Subject;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Lets no change of policies into force before it was compared with what is in force, and the log holds what it changes. Where a
 * district demands it, nor before somebody has approved it who did not make it.
 */
public final class PolicyChanges implements Admission {
    private final PolicyComparison comparison;
    private final PolicyEvents events;
    private final Approved demanded;
    private final Clock clock;
    private final Set<String> approved = new HashSet<>();
    private volatile Optional<Waiting> waiting = Optional.empty();

    public PolicyChanges(PolicyComparison comparison, PolicyEvents events, Approved demanded, Clock clock) {
        this.comparison = comparison;
        this.events = events;
        this.demanded = demanded;
        this.clock = clock;
    }

    /** Which changes somebody has to approve. */
    public enum Approved {
        NONE, WIDENING, EVERY;

        boolean asksFor(PolicyComparison.Compared compared) {
            return this == EVERY || this == WIDENING && compared.widens();
        }
    }

    /** A change that was compared and is not in force. */
    public record Waiting(PolicyComparison.Compared compared, Instant since) {
        public String version() {
            return compared.to();
        }
    }

    /** What became of an approval. */
    public enum Approval { DONE, NOT_WAITING, OWN_CHANGE }

    /** The first policies of a hub come into force as they are: nobody could sign in to approve them. */
    @Override
    public synchronized boolean admits(Optional<Candidate> inForce, Candidate changed) {
        if (inForce.isEmpty()) {
            return true;
        }
        if (!waits(inForce.get(), changed)) {
            PolicyComparison.Compared compared = comparison.compare(inForce.get(), changed);
            events.compared(compared, demanded.asksFor(compared));
            waiting = Optional.of(new Waiting(compared, clock.instant()));
        }
        boolean admitted = !demanded.asksFor(waiting.orElseThrow().compared()) || approved.remove(changed.policyVersion());
        waiting = waiting.filter(one -> !admitted);
        return admitted;
    }

    private boolean waits(Candidate inForce, Candidate changed) {
        return waiting.filter(one -> one.version().equals(changed.policyVersion()) && one.compared().from().equals(inForce.policyVersion())).isPresent();
    }

    public Approved demanded() {
        return demanded;
    }

    public Optional<Waiting> waiting() {
        return waiting;
    }

    @Override
    public synchronized void settled() {
        waiting = Optional.empty();
        approved.clear();
    }

    /** The change comes into force at the next look at the folder. @param version that the approver was shown the comparison of */
    public synchronized Approval approve(String version, Subject approver) {
        Optional<Waiting> meant = waiting.filter(one -> one.version().equals(version));
        if (meant.isEmpty()) {
            return Approval.NOT_WAITING;
        }
        if (events.saversSince(meant.get().compared().from()).contains(approver.id())) {
            return Approval.OWN_CHANGE;
        }
        events.approved(meant.get().compared().from(), version, approver);
        approved.add(version);
        return Approval.DONE;
    }
}
