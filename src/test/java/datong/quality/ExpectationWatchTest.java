package datong.quality;

import static org.assertj.core.api.Assertions.assertThat;

import datong.mapping.Given;
import datong.mapping.Mapping;
import datong.mapping.Mappings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExpectationWatchTest {
    private final Mapping expecting = Given.mapping(Given.HEAD + "across:\n  - { flag: NO_PLACE, of: place, relation: OCCURRED_AT }\n");
    private final Ledger ledger = new Ledger();
    private final HandClock clock = new HandClock();
    private final List<Instant> rounds = new ArrayList<>();

    private ExpectationWatch watch(Mapping mapping) {
        return new ExpectationWatch(new One(mapping), ledger, () -> rounds.add(clock.now), clock);
    }

    @Test
    void aSourceIsLookedAtOnceForEachOfItsBatches() {
        try (ExpectationWatch watch = watch(expecting)) {
            watch.round();
            watch.round();
            assertThat(ledger.looks).hasSize(1);
            ledger.newest = ledger.newest.plusSeconds(60);
            watch.round();
            assertThat(ledger.looks).hasSize(2);
        }
    }

    @Test
    void withoutNewBatchesItIsLookedAtAgainAfterAnHourForOthersMayHaveBrokenARule() {
        try (ExpectationWatch watch = watch(expecting)) {
            watch.round();
            clock.now = clock.now.plus(Duration.ofMinutes(61));
            watch.round();
            assertThat(ledger.looks).hasSize(2);
        }
    }

    @Test
    void aMappingThatExpectsNothingCostsNoLook() {
        try (ExpectationWatch watch = watch(Given.mapping(Given.HEAD))) {
            watch.round();
            assertThat(ledger.looks).isEmpty();
            assertThat(rounds).hasSize(1);
        }
    }

    @Test
    void aLedgerThatIsAwayIsAskedAgainInTheNextRound() {
        try (ExpectationWatch watch = watch(expecting)) {
            ledger.away = true;
            watch.round();
            ledger.away = false;
            watch.round();
            assertThat(ledger.looks).hasSize(1);
        }
    }

    private static final class HandClock extends Clock {
        Instant now = Instant.parse("2026-11-03T04:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private record One(Mapping mapping) implements Mappings {
        @Override
        public Optional<Mapping> find(String source) {
            return Optional.of(mapping);
        }

        @Override
        public List<Mapping> all() {
            return List.of(mapping);
        }
    }

    private static final class Ledger implements Conformance {
        final List<String> looks = new ArrayList<>();
        Instant newest = Instant.EPOCH;
        boolean away;

        @Override
        public void look(Mapping mapping) {
            if (away) {
                throw new IllegalStateException("the ledger is away");
            }
            looks.add(mapping.source());
        }

        @Override
        public Instant newest(String source) {
            return newest;
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
            return List.of();
        }

        @Override
        public Instant begun() {
            return Instant.EPOCH;
        }
    }
}
