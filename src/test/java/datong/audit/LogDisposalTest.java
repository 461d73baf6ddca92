package datong.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import datong.audit.AuditReport.Finding;
import datong.audit.AuditReport.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogDisposalTest {
    private static final Ed25519Signer SIGNER = Ed25519Signer.generate("datong.test/log");
    private static final Instant TERM = Instant.parse("2023-01-01T00:00:00Z");
    private static final Map<String, String> WORDS = Map.of("asked_by", "auditor", "confirmed_by", "authority");
    @TempDir
    Path data;
    private Instant now = Instant.parse("2026-01-02T00:00:00Z");
    private final AtomicInteger ids = new AtomicInteger();

    private Path folder() {
        return data.resolve("audit");
    }

    private MerkleLog open() {
        return MerkleLog.open(new MerkleLog.Settings(folder(), "datong.test/log", 20_000, Duration.ofMillis(50), Duration.ofMillis(1)), List.of(SIGNER), Clock.systemUTC());
    }

    private LogDisposal disposal(MerkleLog log) {
        return new LogDisposal(folder(), log, own(log));
    }

    private OwnEvents own(MerkleLog log) {
        return new OwnEvents(log, () -> "own-" + ids.incrementAndGet(), Clock.fixed(now, ZoneOffset.UTC));
    }

    private static AuditEvent event(int number, Instant time) {
        return new AuditEvent("e-" + number, time, "QUERY", "u-17", "11110199MB00DEM264", "", "", "SERVICE.REQUEST", "", "hotline-12345", List.of("title"), "L3", 1, 1, "PERMITTED", "rule",
                List.of(), "p-1", "", "", List.of("0123456789abcdef0123456789abcdef"), Map.of("padding", "x".repeat(200)));
    }

    /** 300 events an hour apart, the first 200 before the term's end, in files of about 30. */
    private static void fill(MerkleLog log) {
        for (int each = 0; each < 300; each++) {
            log.append(event(each, TERM.plus(Duration.ofHours(each - 200))));
            if (each % 50 == 0) {
                log.checkpoint();
            }
        }
    }

    private void index(MerkleLog log) {
        try (Indexing indexing = new Indexing(folder(), log.reader(), Duration.ofHours(1), own(log))) {
            indexing.indexAll();
        }
    }

    private AuditReport verify(Checkpoint... kept) throws IOException {
        return new AuditVerifier(folder(), LogKey.of(SIGNER)).verify(List.of(kept));
    }

    private long files() throws IOException {
        try (Stream<Path> files = Files.list(folder())) {
            return files.filter(file -> file.getFileName().toString().startsWith("events-")).count();
        }
    }

    @Test
    void whatIsOverItsTermGoesByWholeFilesAndEveryCheckpointOlderAndLaterStillHolds() throws IOException {
        Checkpoint old;
        LogDisposal.Range range;
        try (MerkleLog log = open()) {
            for (int each = 0; each < 40; each++) {
                log.append(event(each, TERM.minus(Duration.ofDays(100))));
            }
            old = log.checkpoint();
            fill(log);
            long files = files();
            range = disposal(log).olderThan(TERM).orElseThrow();
            assertThat(range.first()).isZero();
            assertThat(range.end()).isBetween(200L, 240L);
            assertThat(range.latest()).isBefore(TERM);
            long event = disposal(log).dispose(range, WORDS);
            assertThat(event).isEqualTo(340);
            assertThat(files()).isLessThan(files - 3);
            assertThat(log.reader().first()).isEqualTo(range.end());
            assertThat(log.reader().find(new LogIndex(range.end() - 1))).isEmpty();
            assertThat(log.reader().find(new LogIndex(range.end())).orElseThrow().event().time()).isBeforeOrEqualTo(TERM);
            assertThatThrownBy(() -> log.reader().read(0, 10)).hasMessageContaining("disposed of");
            assertThat(log.reader().prove(new LogIndex(0)).holds()).isTrue();
            assertThat(MerkleProofs.consistent(old.size(), log.checkpoint().size(), old.root(), log.checkpoint().root(), log.reader().consistency(old.size(), log.checkpoint()))).isTrue();
            assertThat(LogTiles.of(folder()).entries(0, 100)).isEmpty();
            assertThat(LogTiles.of(folder()).hashes(0, 0, 256)).isPresent();
        }
        AuditReport report = verify(old);
        assertThat(report.findings()).isEmpty();
        assertThat(report.notes()).anyMatch(note -> note.contains("events 0 to " + (range.end() - 1) + " were disposed of by event 340") && note.contains("confirmed by authority; their hashes hold"));
    }

    @Test
    void theLogGoesOnAfterARestartThatReadsItFromItsBeginning() throws IOException {
        try (MerkleLog log = open()) {
            fill(log);
            disposal(log).dispose(disposal(log).olderThan(TERM).orElseThrow(), WORDS);
        }
        Files.delete(folder().resolve("tree-state"));
        try (MerkleLog log = open()) {
            assertThat(log.append(event(900, TERM.plus(Duration.ofDays(900)))).value()).isEqualTo(301);
            assertThat(disposal(log).olderThan(TERM)).isEmpty();
            LogDisposal.Range more = disposal(log).olderThan(TERM.plus(Duration.ofHours(60))).orElseThrow();
            assertThat(more.first()).isPositive();
            disposal(log).dispose(more, WORDS);
        }
        assertThat(verify().findings()).isEmpty();
        assertThat(verify().notes()).anyMatch(note -> note.contains("disposed of by event 302"));
    }

    @Test
    void eachYearOfTheDistrictBeginsWithAFileOfItsOwnAlsoOverARestart() throws IOException {
        MerkleLog.Settings large = MerkleLog.Settings.of(folder(), "datong.test/log");
        for (String time : List.of("2024-06-01T00:00:00Z", "2024-12-31T15:59:59Z", "2024-12-31T16:00:00Z", "2025-03-01T00:00:00Z", "2026-03-01T00:00:00Z")) {
            try (MerkleLog log = MerkleLog.open(large, List.of(SIGNER), Clock.systemUTC())) {
                log.append(event(0, Instant.parse(time)));
            }
        }
        assertThat(Segments.list(folder())).extracting(Segments.Segment::first).containsExactly(0L, 2L, 4L);
        assertThat(verify().sound()).isTrue();
    }

    @Test
    void filesThatWereOnlyDeletedAreMissing() throws IOException {
        Files.createDirectories(folder());
        try (MerkleLog log = open()) {
            fill(log);
        }
        Files.delete(Segments.list(folder()).getFirst().file());
        assertThat(verify().findings()).extracting(Finding::kind).contains(Kind.MISSING);
    }

    @Test
    void aDisposalThatNoSignedEventTellsOfIsALoss() throws IOException {
        try (MerkleLog log = open()) {
            fill(log);
        }
        Segments.Segment second = Segments.list(folder()).get(1);
        Files.writeString(folder().resolve("disposals"), second.first() + " 250\n", StandardCharsets.US_ASCII);
        assertThat(verify().findings()).extracting(Finding::message).anyMatch(message -> message.contains("no signed event of the log says that they were disposed of"));
    }

    @Test
    void aHashOfADisposedEventThatWasAlteredIsFound() throws IOException {
        try (MerkleLog log = open()) {
            fill(log);
            disposal(log).dispose(disposal(log).olderThan(TERM).orElseThrow(), WORDS);
        }
        byte[] hashes = Files.readAllBytes(TreeFiles.file(folder(), 0));
        hashes[7 * Merkle.HASH] ^= 1;
        Files.write(TreeFiles.file(folder(), 0), hashes);
        assertThat(verify().findings()).extracting(Finding::kind).contains(Kind.ROOT_MISMATCH);
    }

    @Test
    void aChangedEventBehindADisposalIsNamedAloneAndALaterDeletionIsMissing() throws IOException {
        try (MerkleLog log = open()) {
            fill(log);
            disposal(log).dispose(disposal(log).olderThan(TERM).orElseThrow(), WORDS);
        }
        Segments.Segment first = Segments.list(folder()).getFirst();
        String text = Files.readString(first.file());
        Files.writeString(first.file(), text.replaceFirst("PERMITTED", "PERMITTEE"));
        assertThat(verify().findings()).extracting(Finding::kind, Finding::index).contains(new org.assertj.core.groups.Tuple(Kind.CHANGED, first.first()));
        assertThat(verify().findings()).extracting(Finding::kind).doesNotContain(Kind.MISSING);
        Files.delete(first.file());
        assertThat(verify().findings()).extracting(Finding::kind).contains(Kind.MISSING);
    }

    @Test
    void aDisposalThatACrashInterruptedGoesOnAndIsNotBookedTwice() throws IOException {
        try (MerkleLog log = open()) {
            fill(log);
            LogDisposal.Range range = disposal(log).olderThan(TERM).orElseThrow();
            Path kept = Segments.list(folder()).getFirst().file();
            byte[] content = Files.readAllBytes(kept);
            long event = disposal(log).dispose(range, WORDS);
            Files.write(kept, content);
            assertThat(disposal(log).dispose(range, WORDS)).isEqualTo(event);
            assertThat(kept).doesNotExist();
            assertThat(log.size()).isEqualTo(301);
        }
        assertThat(verify().sound()).isTrue();
    }

    @Test
    void aDisposalOfOtherEventsThanWereAskedAboutIsRefused() {
        try (MerkleLog log = open()) {
            fill(log);
            LogDisposal.Range range = disposal(log).olderThan(TERM).orElseThrow();
            assertThatThrownBy(() -> disposal(log).dispose(new LogDisposal.Range(0, range.end() + 1, range.latest(), range.root()), WORDS)).hasMessageContaining("no file begins with event");
            assertThatThrownBy(() -> disposal(log).dispose(new LogDisposal.Range(0, range.end(), range.latest(), "00"), WORDS)).hasMessageContaining("others than were asked about");
            assertThat(log.reader().first()).isZero();
        }
    }

    @Test
    void proofsOfCompletenessBeginBehindWhatWasDisposedOf() throws IOException {
        try (MerkleLog log = open()) {
            for (int each = 0; each < 300; each++) {
                now = TERM.plus(Duration.ofHours(each - 200));
                log.append(event(each, now));
                if (each % 70 == 69) {
                    index(log);
                }
            }
            index(log);
            disposal(log).dispose(disposal(log).olderThan(TERM).orElseThrow(), WORDS);
            index(log);
            log.checkpoint();
            CompletenessDesk desk = new CompletenessDesk(folder());
            Completeness proof = desk.organisation("11110199MB00DEM264", TERM.plus(Duration.ofHours(85)), TERM.plus(Duration.ofDays(90)));
            assertThat(proof.check(LogKeys.alone(LogKey.of(SIGNER)), List.of())).isEmpty();
            assertThat(proof.within()).hasSize(15);
            assertThatThrownBy(() -> desk.organisation("11110199MB00DEM264", TERM.minus(Duration.ofDays(9)), TERM.plus(Duration.ofDays(90)))).hasMessageContaining("were disposed of");
            assertThat(IndexCheck.of(folder(), new java.util.ArrayList<>())).isEmpty();
            long[] shown = new PersonEvents(folder(), log.reader()).of("0123456789abcdef0123456789abcdef").events();
            assertThat(java.util.Arrays.stream(shown).min().orElseThrow()).isGreaterThanOrEqualTo(log.reader().first());
        }
    }

    @Test
    void whatWasMovedToTheArchiveGoesThereToo() throws IOException {
        Path cold = Files.createDirectory(data.resolve("cold"));
        try (MerkleLog log = open(); Archiving archiving = new Archiving(folder(), log.reader(), cold, Duration.ZERO, own(log))) {
            fill(log);
            archiving.moveWhatIsOld();
            LogDisposal.Range range = disposal(log).olderThan(TERM).orElseThrow();
            disposal(log).dispose(range, WORDS);
            try (Stream<Path> left = Files.list(cold)) {
                assertThat(left.map(file -> Long.parseLong(file.getFileName().toString().replaceAll("\\D", "")))).isNotEmpty().allMatch(first -> first >= range.end());
            }
        }
        assertThat(verify().sound()).isTrue();
    }
}
