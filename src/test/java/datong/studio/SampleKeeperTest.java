package datong.studio;

import static org.assertj.core.api.Assertions.assertThat;

import datong.ledger.LedgerWriter;
import datong.ledger.LedgerWriter.Accepted;
import datong.ledger.LedgerWriter.Balance;
import datong.ledger.LedgerWriter.Batch;
import datong.ledger.LedgerWriter.OutboxEvent;
import datong.ledger.LedgerWriter.Rejected;
import datong.mapping.Mapping;
import datong.mapping.yaml.Loaded;
import datong.source.Columns;
import datong.source.RawRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SampleKeeperTest {
    private static final Mapping VISITS = ((Loaded.Good) House.files().load(Path.of("mappings/visits.mapping.yaml"))).mapping();
    private final Memory samples = new Memory();

    /** Keeps in memory what a database would. */
    private static final class Memory implements KeptSamples {
        private final Map<String, List<RawRecord>> kept = new HashMap<>();
        private Instant tidied = Instant.EPOCH;

        @Override
        public List<RawRecord> read(String source, int most) {
            return kept.getOrDefault(source, List.of());
        }

        @Override
        public Optional<Kept> about(String source) {
            return Optional.empty();
        }

        @Override
        public void keep(String source, List<RawRecord> records, Instant at) {
            kept.computeIfAbsent(source, key -> new ArrayList<>()).addAll(records);
        }

        @Override
        public void tidy(int most, Instant before) {
            tidied = before;
        }
    }

    private SampleKeeper keeper(int rows) {
        LedgerWriter ledger = batch -> new Balance(batch.read(), batch.read(), 0, 0);
        return new SampleKeeper(ledger, samples, new SampleKeeper.Settings(rows, 14, Duration.ofHours(1)), House.CLOCK);
    }

    private static Batch batch(int accepted, int rejected, List<String> replayed) {
        Columns columns = new Columns(List.of("n"));
        return new Batch("b", "d", VISITS, Instant.EPOCH,
                IntStream.range(0, accepted).mapToObj(n -> new Accepted(new RawRecord(columns, new String[] {"a" + n}, n), List.of())).toList(),
                IntStream.range(0, rejected).mapToObj(n -> new Rejected(new RawRecord(columns, new String[] {"r" + n}, n), List.of())).toList(), replayed, Optional.empty(),
                balance -> new OutboxEvent("", ""));
    }

    private long kept(String prefix) {
        return samples.read("visits", 0).stream().filter(record -> record.cells()[0].startsWith(prefix)).count();
    }

    @Test
    void aFewRecordsOfABatchAreKeptEvenlyAndRejectedOnesToo() {
        try (SampleKeeper keeper = keeper(100)) {
            keeper.append(batch(5_000, 400, List.of()));
            keeper.keep();
        }
        assertThat(kept("r")).isEqualTo(10);
        assertThat(kept("a")).isEqualTo(10);
        assertThat(samples.read("visits", 0)).extracting(record -> record.cells()[0]).contains("a0", "a250");
        assertThat(samples.tidied).isEqualTo(House.CLOCK.instant().minus(Duration.ofDays(14)));
    }

    @Test
    void asManyBatchesAsComeBetweenTwoLooksGiveOneSample() {
        try (SampleKeeper keeper = keeper(100)) {
            IntStream.range(0, 50).forEach(n -> keeper.append(batch(1_000, 0, List.of())));
            keeper.keep();
        }
        assertThat(samples.read("visits", 0)).hasSize(20);
    }

    @Test
    void aSourceThatNeverRestsIsKeptSeldomAfterAWhile() {
        try (SampleKeeper keeper = keeper(100)) {
            IntStream.range(0, 30).forEach(n -> {
                keeper.append(batch(20, 0, List.of()));
                keeper.keep();
            });
        }
        assertThat(samples.read("visits", 0)).hasSize(6 * 20);
    }

    @Test
    void replaysAreNotKeptAndNothingIsWhereItIsSwitchedOff() {
        try (SampleKeeper keeper = keeper(100); SampleKeeper off = keeper(0)) {
            keeper.append(batch(10, 0, List.of("q1")));
            off.append(batch(10, 0, List.of()));
            keeper.keep();
            off.keep();
        }
        assertThat(samples.read("visits", 0)).isEmpty();
    }
}
