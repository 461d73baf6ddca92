package datong.sharing;

import datong.policy.Subject;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Looks at every open application once: ends what has run out, and records which clocks come near their end or have passed it, and what was done against the decree. */
public final class ClockRound {
    /** As whom the hub itself acts. */
    private static final Subject HUB = new Subject("hub", Subject.Kind.SYSTEM, "hub", "", "", Set.of(), Set.of());
    /** Clocks by which the demander has to do something. */
    private static final Set<String> DEMANDERS = Set.of(StatutoryClocks.DISPOSAL, StatutoryClocks.CONSULTATION);
    private static final Set<Move> GIVES = Set.of(Move.DELIVER, Move.RESUME, Move.CHANGE);
    private static final String STOPPED_ALONE = "V809-39-7";
    private static final String PASSED_ON = "V809-40-3";
    private final Sharing sharing;
    private final Applications applications;
    private final Supplier<ApplicationClocks> clocks;
    private final SharingEvents events;
    private final Clock clock;

    public ClockRound(Sharing sharing, Applications applications, Supplier<ApplicationClocks> clocks, SharingEvents events, Clock clock) {
        this.sharing = sharing;
        this.applications = applications;
        this.clocks = clocks;
        this.events = events;
        this.clock = clock;
    }

    /** @return how many things were found */
    public int look() {
        int found = 0;
        for (Application application : applications.open()) {
            found += sharing.expire(application, HUB) ? 1 : 0;
            found += sharing.proceed(application, HUB) ? 1 : 0;
            found += stopped(application) ? 1 : 0;
            found += (int) onwardFound(application);
            found += (int) clocks.get().of(application).stream().filter(running -> judged(application, running)).count();
        }
        return found;
    }

    /** A service that the catalogue withholds while its grant runs ended without consultation and filing (Decree 809, Art. 27 and 39); recorded once for each delivery. */
    private boolean stopped(Application application) {
        Optional<Step> given = application.state() != State.IN_USE ? Optional.empty() : application.steps().reversed().stream().filter(step -> GIVES.contains(step.move())).findFirst();
        return given.filter(step -> sharing.stopped(application))
                .filter(step -> breach(application, Finding.SERVICE, step, application.provider(), STOPPED_ALONE)).isPresent();
    }

    private long onwardFound(Application application) {
        return application.steps().stream().filter(step -> step.move() == Move.FIND_ONWARD)
                .filter(step -> breach(application, Finding.ONWARD, step, application.terms().demander(), PASSED_ON)).count();
    }

    private boolean breach(Application application, String what, Step step, String responsible, String violation) {
        return applications.record(new Finding(application.id(), what, step.number(), Finding.Kind.BREACH, responsible, violation, step.at(), clock.instant()),
                events.of("BREACH", application, HUB, Map.of("clock", what, "responsible", responsible, "violation", violation)));
    }

    private boolean judged(Application application, Running running) {
        return switch (running.at(clock.instant())) {
            case RUNNING, KEPT, UNKNOWN -> false;
            case WARNING -> recorded(application, running, Finding.Kind.WARNING, "");
            case BREACHED -> recorded(application, running, Finding.Kind.BREACH, running.clock().violation());
        };
    }

    private boolean recorded(Application application, Running running, Finding.Kind kind, String violation) {
        String responsible = DEMANDERS.contains(running.clock().id()) ? application.terms().demander() : application.provider();
        Finding finding = new Finding(application.id(), running.clock().id(), running.step(), kind, responsible, violation, running.due().orElseThrow(), clock.instant());
        return applications.record(finding, events.of(kind.name(), application, HUB,
                Map.of("clock", finding.clock(), "responsible", responsible, "violation", violation, "due", finding.due().toString())));
    }
}
