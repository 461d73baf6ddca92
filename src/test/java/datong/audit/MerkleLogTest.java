package datong.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import datong.audit.AuditLog.AuditUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MerkleLogTest {
    @TempDir
    Path folder;

    @Test
    void anAppendedEventIsFoundAtItsIndexWithAProofThatHolds() {
        try (MerkleLog log = Events.open(folder)) {
            log.appendAll(Events.events(1000));
            LogIndex index = log.append(Events.event("the one"));

            assertThat(index.value()).isEqualTo(1000);
            assertThat(log.reader().find(index).orElseThrow().event()).isEqualTo(Events.event("the one"));
            LogReader.InclusionProof proof = log.reader().prove(index);
            assertThat(proof.holds()).isTrue();
            assertThat(proof.leafHash()).isEqualTo(log.reader().find(index).orElseThrow().leafHash());
            assertThat(proof.checkpoint().signedBy(LogKey.of(Events.SIGNER))).isTrue();
        }
    }

    @Test
    void everyEventOfATreeOfOddSizeHasAProofAndEveryOldTreeIsItsBeginning() {
        try (MerkleLog log = Events.open(folder)) {
            log.appendAll(Events.events(777));
            Checkpoint old = log.checkpoint();
            log.appendAll(Events.events(600));
            Checkpoint now = log.checkpoint();
            LogReader reader = log.reader();

            for (long index = 0; index < 1377; index++) {
                assertThat(reader.prove(new LogIndex(index)).holds()).as("event %d", index).isTrue();
            }
            assertThat(MerkleProofs.consistent(777, 1377, old.root(), now.root(), reader.consistency(777, now))).isTrue();
        }
    }

    @Test
    void concurrentCallersEachGetAnIndexOfTheirOwnThatHoldsTheirEvent() throws Exception {
        List<Future<LogIndex>> indexes = new ArrayList<>();
        try (MerkleLog log = Events.open(folder); ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int each = 0; each < 5000; each++) {
                String id = "e-" + each;
                indexes.add(callers.submit(() -> log.append(Events.event(id))));
            }
            for (int each = 0; each < 5000; each++) {
                assertThat(log.reader().find(indexes.get(each).get()).orElseThrow().event().id()).isEqualTo("e-" + each);
            }
            assertThat(log.size()).isEqualTo(5000);
        }
    }

    @Test
    void aRestartContinuesTheTree() {
        Checkpoint old;
        try (MerkleLog log = Events.open(folder)) {
            log.appendAll(Events.events(300));
            old = log.checkpoint();
        }
        try (MerkleLog log = Events.open(folder)) {
            assertThat(log.size()).isEqualTo(300);
            assertThat(log.append(Events.event("next")).value()).isEqualTo(300);
            Checkpoint now = log.checkpoint();
            assertThat(MerkleProofs.consistent(300, 301, old.root(), now.root(), log.reader().consistency(300, now))).isTrue();
        }
    }

    @Test
    void aRestartWithoutTheCachedTreeGivesTheSameTree() throws IOException {
        try (MerkleLog log = Events.open(folder)) {
            log.appendAll(Events.events(300));
        }
        Files.delete(folder.resolve("tree-state"));
        Files.delete(TreeFiles.file(folder, 0));
        try (MerkleLog log = Events.open(folder)) {
            assertThat(log.reader().prove(new LogIndex(7)).holds()).isTrue();
        }
    }

    @Test
    void theZerosAheadOfTheEventsAreNoEventsAndAreGoneFromAClosedFile() throws IOException {
        Path copy = folder.resolve("copy");
        Path events = Segments.file(folder, 0);
        try (MerkleLog log = Events.open(folder)) {
            log.append(Events.event("first"));
            Checkpoint checkpoint = log.checkpoint();
            assertThat(Files.readAllBytes(events)).hasSize(1 << 20).endsWith(0, 0);
            copyOf(folder, copy);
            assertThat(new AuditVerifier(copy, LogKey.of(Events.SIGNER)).verify(List.of(checkpoint)).notes()).isEmpty();
        }
        assertThat(Files.readString(events)).endsWith("}\n");
        try (MerkleLog killed = Events.open(copy)) {
            assertThat(killed.append(Events.event("second")).value()).isEqualTo(1);
            assertThat(killed.reader().read(0, 10)).extracting(entry -> entry.event().id()).containsExactly("first", "second");
            assertThat(copy.toFile().list((at, name) -> name.startsWith("torn-"))).isEmpty();
        }
    }

    @Test
    void whatStandsBehindTheZerosIsSetAsideAndNeverPartOfTheLog() throws IOException {
        try (MerkleLog log = Events.open(folder)) {
            log.append(Events.event("first"));
        }
        Files.write(Segments.file(folder, 0), new byte[100], StandardOpenOption.APPEND);
        Files.writeString(Segments.file(folder, 0), "{\"index\":1,", StandardOpenOption.APPEND);
        try (MerkleLog log = Events.open(folder)) {
            assertThat(log.size()).isEqualTo(1);
            assertThat(Files.readString(folder.resolve("torn-000000000001"))).endsWith("{\"index\":1,");
        }
    }

    private static void copyOf(Path from, Path to) throws IOException {
        Files.createDirectory(to);
        try (var files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).filter(file -> !file.endsWith("lock")).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    @Test
    void eventsRollOverManyFilesAndAreReadAcrossThem() {
        MerkleLog.Settings small = new MerkleLog.Settings(folder, "datong.test/log", 10_000, Duration.ofMillis(200), Duration.ZERO);
        try (MerkleLog log = Events.open(small)) {
            for (int each = 0; each < 100; each++) {
                log.append(Events.event("e-" + each));
            }
        }
        try (MerkleLog log = Events.open(small)) {
            assertThat(folder.toFile().list((at, name) -> name.startsWith("events-")).length).isGreaterThan(3);
            assertThat(log.reader().read(0, 1000)).extracting(entry -> entry.event().id())
                    .containsExactlyElementsOf(LongStream.range(0, 100).mapToObj(each -> "e-" + each).toList());
            assertThat(log.reader().read(57, 3)).extracting(LogReader.Entry::index).containsExactly(57L, 58L, 59L);
        }
    }

    @Test
    void anUnfinishedLastLineIsKeptAsideAndTheLogGoesOn() throws IOException {
        try (MerkleLog log = Events.open(folder)) {
            log.appendAll(Events.events(3));
        }
        Files.writeString(Segments.file(folder, 0), "{\"index\":3,\"prev_", StandardOpenOption.APPEND);
        try (MerkleLog log = Events.open(folder)) {
            assertThat(log.append(Events.event("next")).value()).isEqualTo(3);
            assertThat(folder.resolve("torn-000000000003")).hasContent("{\"index\":3,\"prev_");
            assertThat(log.reader().find(new LogIndex(3)).orElseThrow().event().id()).isEqualTo("next");
        }
    }

    @Test
    void aLogThatIsShorterThanItsCheckpointIsRefused() throws IOException {
        try (MerkleLog log = Events.open(folder)) {
            log.appendAll(Events.events(10));
        }
        String events = Files.readString(Segments.file(folder, 0));
        Files.writeString(Segments.file(folder, 0), events.substring(0, events.indexOf("{\"index\":9")));
        assertThatThrownBy(() -> Events.open(folder)).isInstanceOf(AuditUnavailable.class).hasMessageContaining("ends before event 9");
    }

    @Test
    void aLogOfAnotherKeyIsRefused() {
        Events.open(folder).close();
        assertThatThrownBy(() -> MerkleLog.open(MerkleLog.Settings.of(folder, "x"), List.of(Ed25519Signer.generate("other")), Events.CLOCK))
                .isInstanceOf(AuditUnavailable.class).hasMessageContaining("not signed by this hub's key");
    }

    @Test
    void aSecondWriterIsRefused() {
        try (MerkleLog first = Events.open(folder)) {
            assertThat(first.size()).isZero();
            assertThatThrownBy(() -> Events.open(folder)).isInstanceOf(AuditUnavailable.class).hasMessageContaining("another process");
        }
    }

    @Test
    void afterADiskErrorEveryAppendIsRefusedUntilRestart() throws IOException {
        Path small = folder.resolve("log");
        MerkleLog.Settings settings = new MerkleLog.Settings(small, "datong.test/log", 1, Duration.ofHours(1), Duration.ofHours(1));
        try (MerkleLog log = Events.open(settings)) {
            log.append(Events.event("safe"));
            Files.createDirectory(Segments.file(small, 1));
            assertThatThrownBy(() -> log.append(Events.event("lost"))).isInstanceOf(AuditUnavailable.class);
            Files.delete(Segments.file(small, 1));
            assertThatThrownBy(() -> log.append(Events.event("later"))).isInstanceOf(AuditUnavailable.class)
                    .hasMessageContaining("nothing is answered until");
        }
        try (MerkleLog log = Events.open(settings)) {
            assertThat(log.reader().read(0, 10)).extracting(entry -> entry.event().id()).containsExactly("safe");
            assertThat(log.append(Events.event("again")).value()).isEqualTo(1);
        }
    }

    @Test
    void appendingAfterCloseIsRefused() {
        MerkleLog log = Events.open(folder);
        log.close();
        assertThatThrownBy(() -> log.append(Events.event("late"))).isInstanceOf(AuditUnavailable.class).hasMessageContaining("closed");
    }

    @Test
    void aReaderThatFollowsTheLogMissesNothingWhereOneFileEndsAndTheNextBegins() {
        MerkleLog.Settings smallFiles = new MerkleLog.Settings(folder, "datong.test/log", 2_000, Duration.ofMillis(200), Duration.ofMinutes(1));
        List<String> followed = new ArrayList<>();
        try (MerkleLog log = Events.open(smallFiles)) {
            LogReader reader = log.reader();
            for (int each = 0; each < 40; each++) {
                log.append(Events.event("e-" + each));
                reader.read(followed.size(), 100).forEach(entry -> followed.add(entry.event().id()));
            }
        }
        assertThat(followed).hasSize(40).startsWith("e-0", "e-1").endsWith("e-39");
    }
}
