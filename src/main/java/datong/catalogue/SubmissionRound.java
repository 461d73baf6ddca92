package datong.catalogue;

import datong.policy.Subject;
import datong.sharing.Finding;
import datong.sharing.Parties;
import datong.sharing.Running;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Looks at every open submission once, and records which clocks come near their end or have passed it. */
public final class SubmissionRound {
    /** As whom the hub itself acts. */
    private static final Subject HUB = new Subject("hub", Subject.Kind.SYSTEM, "hub", "", "", Set.of(), Set.of());
    private final Submissions submissions;
    private final Supplier<SubmissionClocks> clocks;
    private final SubmissionEvents events;
    private final Clock clock;

    public SubmissionRound(Submissions submissions, Supplier<SubmissionClocks> clocks, SubmissionEvents events, Clock clock) {
        this.submissions = submissions;
        this.clocks = clocks;
        this.events = events;
        this.clock = clock;
    }

    public void look() {
        SubmissionClocks inForce = clocks.get();
        submissions.open().forEach(submission -> inForce.of(submission).forEach(running -> judge(submission, running)));
    }

    private void judge(Submission submission, Running running) {
        switch (running.at(clock.instant())) {
            case RUNNING, KEPT, UNKNOWN -> { }
            case WARNING -> record(submission, running, Finding.Kind.WARNING, "");
            case BREACHED -> record(submission, running, Finding.Kind.BREACH, running.clock().violation());
        }
    }

    /** The authority has no credit code of its own here: it is told by its group. */
    private void record(Submission submission, Running running, Finding.Kind kind, String violation) {
        String responsible = running.clock().id().equals(SubmissionClocks.REVIEW) ? Parties.AUTHORITY : submission.provider();
        Finding finding = new Finding(submission.id(), running.clock().id(), running.step(), kind, responsible, violation, running.due().orElseThrow(), clock.instant());
        submissions.record(finding, events.of(kind.name(), submission, "", HUB,
                Map.of("clock", finding.clock(), "responsible", responsible, "violation", violation, "due", finding.due().toString())));
    }
}
