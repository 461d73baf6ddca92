package datong.notices;

import datong.catalogue.Submission;
import datong.catalogue.Submissions;
import datong.correction.Dispute;
import datong.correction.Disputes;
import datong.correction.Recall;
import datong.sharing.Application;
import datong.sharing.Applications;
import datong.sharing.Finding;
import datong.sharing.Move;
import datong.sharing.Role;
import datong.sharing.Running;
import datong.sharing.State;
import datong.sharing.Step;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What there is to tell of applications, entries of the catalogue and disputes: a step that waits for an office, a step that somebody else took in what is theirs,
 * a limit that comes near or was missed. Nothing that is older than thirty days.
 */
public final class Waiting {
    private static final Duration OLDEST = Duration.ofDays(30);
    private static final int MOST = 500;
    private final Applications applications;
    private final Function<Application, List<Running>> clocks;
    private final Submissions submissions;
    private final Disputes disputes;
    private final Supplier<Set<String>> authorities;
    private final Supplier<Set<String>> offices;
    private final Clock clock;

    /** @param authorities codes of the organisations whose people are the data-sharing authority; @param offices codes of all organisations */
    public Waiting(Applications applications, Function<Application, List<Running>> clocks, Submissions submissions, Disputes disputes, Supplier<Set<String>> authorities,
            Supplier<Set<String>> offices, Clock clock) {
        this.applications = applications;
        this.clocks = clocks;
        this.submissions = submissions;
        this.disputes = disputes;
        this.authorities = authorities;
        this.offices = offices;
        this.clock = clock;
    }

    public List<Notice> all() {
        List<Notice> notices = new ArrayList<>();
        applications.newest(Optional.empty(), MOST).stream().filter(application -> fresh(application.changedAt())).forEach(application -> of(application, notices));
        applications.findings(Optional.empty(), MOST).stream().filter(finding -> fresh(finding.foundAt())).forEach(finding -> of(finding, "/sharing/", "sharing", notices));
        submissions.newest(Optional.empty(), MOST).stream().filter(submission -> fresh(submission.changedAt())).forEach(submission -> of(submission, notices));
        submissions.findings(Optional.empty(), MOST).stream().filter(finding -> fresh(finding.foundAt())).forEach(finding -> of(finding, "/submissions/", "catalogue", notices));
        disputes.newest(Optional.empty(), MOST).stream().filter(dispute -> fresh(dispute.answer().map(Dispute.Answer::at).orElse(dispute.filedAt()))).forEach(dispute -> of(dispute, notices));
        disputes.recalls(Optional.empty(), MOST).stream().filter(recall -> recall.acknowledgement().isEmpty() && fresh(recall.noticedAt())).forEach(recall -> of(recall, notices));
        return List.copyOf(notices);
    }

    private boolean fresh(Instant at) {
        return at.isAfter(clock.instant().minus(OLDEST));
    }

    private void of(Application application, List<Notice> notices) {
        Set<String> told = new TreeSet<>();
        if (submitted(application) && !application.steps().isEmpty()) {
            Step last = application.steps().getLast();
            told.addAll(List.of(application.terms().demander(), application.provider()));
            told.removeAll(offices(last.role(), application));
            told.addAll(last.move() == Move.FILE ? authorities.get() : Set.of());
        }
        Arrays.stream(Role.values()).filter(role -> application.moves(Set.of(role), "").stream().anyMatch(move -> !move.begins())).forEach(role -> told.addAll(offices(role, application)));
        Optional<Instant> due = clocks.apply(application).stream().filter(running -> running.stopped().isEmpty()).flatMap(running -> running.due().stream()).min(Instant::compareTo);
        told.forEach(office -> notices.add(new Notice("sharing/" + application.id() + "/" + application.steps().size(), office, "sharing.state." + application.state(), application.id(),
                application.terms().dataset(), due, "/sharing/" + application.id())));
    }

    /** Before, it is the demander's alone. */
    private static boolean submitted(Application application) {
        return application.begun() == State.RECEIVED || application.steps().stream().anyMatch(step -> step.move() == Move.SUBMIT);
    }

    private Set<String> offices(Role role, Application application) {
        return switch (role) {
            case DEMANDER_OFFICER, DEMANDER_HEAD, DEMANDER_SYSTEM -> Set.of(application.terms().demander());
            case PROVIDER_OFFICER, PROVIDER_HEAD -> Set.of(application.provider());
            case AUTHORITY -> authorities.get();
            case HUB -> Set.of();
        };
    }

    private void of(Finding finding, String page, String room, List<Notice> notices) {
        String key = String.join("/", room, "finding", finding.application(), finding.clock(), String.valueOf(finding.step()), finding.kind().name(), finding.due().toString());
        Set<String> told = new TreeSet<>(Set.of(finding.responsible()));
        if (finding.kind() != Finding.Kind.WARNING) {
            told.addAll(authorities.get());
        }
        told.forEach(office -> notices.add(new Notice(key, office, "notices." + finding.kind(), finding.application(), "", Optional.of(finding.due()).filter(due -> finding.kind() != Finding.Kind.DRIFT),
                page + finding.application())));
    }

    /** What is announced concerns everybody (Art. 16). */
    private void of(Submission submission, List<Notice> notices) {
        Set<String> told = switch (submission.state()) {
            case OWED, DROPPED -> Set.of(submission.provider());
            case SUBMITTED -> authorities.get();
            case ANNOUNCED -> offices.get();
        };
        told.forEach(office -> notices.add(new Notice("catalogue/" + submission.id() + "/" + submission.steps().size(), office, "notices.entry." + submission.state(), submission.id(), submission.dataset(),
                Optional.empty(), submission.state() == Submission.State.ANNOUNCED ? "/catalogue/" + submission.dataset() : "/submissions/" + submission.id())));
    }

    private static void of(Dispute dispute, List<Notice> notices) {
        boolean open = dispute.state() == Dispute.State.OPEN;
        notices.add(new Notice("correction/" + dispute.id() + "/" + dispute.state(), open ? dispute.owner() : dispute.demander(), "notices.dispute." + dispute.state(), dispute.id(),
                dispute.cell().dataset().value(), Optional.of(dispute.dueAt()).filter(due -> open), "/corrections/" + dispute.id()));
    }

    private static void of(Recall recall, List<Notice> notices) {
        notices.add(new Notice("recall/" + recall.id(), recall.organisation(), "notices.recall", recall.id(), recall.dispute().cell().dataset().value(), Optional.of(recall.dueAt()),
                "/corrections/" + recall.dispute().id()));
    }
}
