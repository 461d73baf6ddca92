package datong.sharing;

import datong.policy.Subject;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Looks at every open application once: ends what has run out, and records which clocks come near their end or have passed it. */
public final class ClockRound {
    /** As whom the hub itself acts. */
    private static final Subject HUB = new Subject("hub", Subject.Kind.SYSTEM, "hub", "", "", Set.of(), Set.of());
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
            found += (int) clocks.get().of(application).stream().filter(running -> judged(application, running)).count();
        }
        return found;
    }

    private boolean judged(Application application, Running running) {
        return switch (running.at(clock.instant())) {
            case RUNNING, KEPT, UNKNOWN -> false;
            case WARNING -> recorded(application, running, Finding.Kind.WARNING, "");
            case BREACHED -> recorded(application, running, Finding.Kind.BREACH, running.clock().violation());
        };
    }

    private boolean recorded(Application application, Running running, Finding.Kind kind, String violation) {
        String responsible = running.clock().id().equals(StatutoryClocks.DISPOSAL) ? application.terms().demander() : application.provider();
        Finding finding = new Finding(application.id(), running.clock().id(), running.step(), kind, responsible, violation, running.due().orElseThrow(), clock.instant());
        return applications.record(finding, events.of(kind.name(), application, HUB,
                Map.of("clock", finding.clock(), "responsible", responsible, "violation", violation, "due", finding.due().toString())));
    }
}
