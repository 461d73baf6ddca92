package datong;

import static org.assertj.core.api.Assertions.assertThat;

import datong.catalogue.Description.Frequency;
import datong.catalogue.Standing;
import datong.catalogue.Standing.Freshness.State;
import datong.mapping.Mapping;
import datong.oversight.Uses;
import datong.quality.Conformance;
import datong.quality.Coverage;
import datong.quality.Timekeeper;
import datong.schema.Dataset;
import datong.schema.DatasetCode;
import datong.schema.Element;
import datong.schema.ShareAttribute;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KnownStandingsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T04:00:00Z");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final Dataset VISITS = new Dataset(new DatasetCode("visits"), Element.OPINION, "走访", "Visits", "OWN", ShareAttribute.CONDITIONAL, Set.of(), Set.of("visits", "old-visits"));
    private final Map<String, Instant> delivered = new HashMap<>();
    private final List<LocalDate> counted = new ArrayList<>();
    private final KnownStandings standings = new KnownStandings(this::uses, new Timekeeper(new Deliveries(), day -> true, Clock.fixed(NOW, ZoneOffset.UTC)), Clock.fixed(NOW, ZoneOffset.UTC));

    private List<Uses.Use> uses(LocalDate from, LocalDate to) {
        counted.add(from);
        return List.of(new Uses.Use("visits", "OWN", 100), new Uses.Use("visits", "A", 5), new Uses.Use("visits", "B", 2), new Uses.Use("other", "C", 9));
    }

    private final class Deliveries implements Conformance {
        @Override
        public void look(Mapping mapping) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Instant newest(String source) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Found> across(String source) {
            return List.of();
        }

        @Override
        public List<Coverage> coverage(String source) {
            return List.of();
        }

        @Override
        public List<Instant> delivered(String source, Instant since) {
            return Optional.ofNullable(delivered.get(source)).map(List::of).orElse(List.of());
        }

        @Override
        public Instant begun() {
            return NOW.minus(Duration.ofDays(2));
        }
    }

    private State state(Frequency promised) {
        return standings.freshness(VISITS, Optional.of(promised)).state();
    }

    @Test
    void theUseOfOtherDepartmentsIsCountedAndKeptForAWhile() {
        assertThat(standings.usage(VISITS, TODAY.minusDays(29), TODAY)).isEqualTo(new Standing.Usage(7, 2));
        standings.usage(VISITS, TODAY.minusDays(29), TODAY);
        assertThat(counted).hasSize(1);
        standings.usage(VISITS, TODAY.withDayOfMonth(1), TODAY);
        assertThat(counted).hasSize(2);
    }

    @Test
    void anEntryIsAsFreshAsItsNewestSourceAgainstWhatItPromises() {
        assertThat(state(Frequency.DAILY)).isEqualTo(State.NEVER);
        delivered.put("old-visits", NOW.minus(Duration.ofDays(90)));
        assertThat(state(Frequency.DAILY)).isEqualTo(State.LATE);
        assertThat(state(Frequency.QUARTERLY)).isEqualTo(State.FRESH);
        delivered.put("visits", NOW.minus(Duration.ofHours(35)));
        assertThat(state(Frequency.DAILY)).isEqualTo(State.FRESH);
        assertThat(state(Frequency.HOURLY)).isEqualTo(State.LATE);
        assertThat(standings.freshness(VISITS, Optional.of(Frequency.HOURLY)).last()).contains(NOW.minus(Duration.ofHours(35)));
        assertThat(state(Frequency.ON_DEMAND)).isEqualTo(State.UNPROMISED);
        assertThat(standings.freshness(VISITS, Optional.empty()).state()).isEqualTo(State.UNPROMISED);
    }
}
