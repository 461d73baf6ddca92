package datong.sharing;

import datong.policy.Subject;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds grants whose department asked on them for another purpose or scene than agreed (Decree 809, Art. 25; R-809-18). It was refused each time; that it was
 * tried is a finding for the provider and the authority, once a day, who look at it and may suspend.
 */
public final class PurposeDrift {
    private static final ZoneId DISTRICT = ZoneId.of("Asia/Shanghai");
    private static final Subject HUB = new Subject("hub", Subject.Kind.SYSTEM, "hub", "", "", Set.of(), Set.of());
    private static final String VIOLATION = "V809-40-2";
    private final Applications applications;
    private final Refusals refusals;
    private final SharingEvents events;
    private final Clock clock;

    /** Questions that were refused for their purpose or scene. */
    @FunctionalInterface
    public interface Refusals {
        /** When; of the last two days, in any order. */
        List<Instant> of(Application application);
    }

    public PurposeDrift(Applications applications, Refusals refusals, SharingEvents events, Clock clock) {
        this.applications = applications;
        this.refusals = refusals;
        this.events = events;
        this.clock = clock;
    }

    public void look() {
        applications.open().stream().filter(application -> application.state() == State.IN_USE).forEach(this::look);
    }

    private void look(Application application) {
        Instant delivered = application.steps().stream().filter(step -> step.move() == Move.DELIVER || step.move() == Move.RESUME).map(Step::at).max(Instant::compareTo).orElseThrow();
        refusals.of(application).stream().filter(at -> at.isAfter(delivered)).map(at -> LocalDate.ofInstant(at, DISTRICT)).distinct().sorted().forEach(day -> record(application, day));
    }

    private void record(Application application, LocalDate day) {
        Instant began = day.atStartOfDay(DISTRICT).toInstant();
        Finding finding = new Finding(application.id(), Finding.PURPOSE, 0, Finding.Kind.DRIFT, application.terms().demander(), VIOLATION, began, clock.instant());
        applications.record(finding, events.of("DRIFT", application, HUB, Map.of("responsible", finding.responsible(), "violation", VIOLATION, "day", day.toString())));
    }
}
