package datong.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchivingTest {
    private static final Ed25519Signer SIGNER = Ed25519Signer.generate("datong.test/log");
    @TempDir
    Path folder;
    private final AtomicInteger ids = new AtomicInteger();

    private MerkleLog open() {
        return MerkleLog.open(new MerkleLog.Settings(folder.resolve("audit"), "datong.test/log", 20_000, Duration.ofMillis(50), Duration.ofMinutes(1)), List.of(SIGNER), Clock.systemUTC());
    }

    private OwnEvents own(MerkleLog log) {
        return new OwnEvents(log, () -> "own-" + ids.incrementAndGet(), Clock.systemUTC());
    }

    private Archiving archiving(MerkleLog log, Duration after) {
        return new Archiving(folder.resolve("audit"), log.reader(), folder.resolve("cold"), after, own(log));
    }

    private static void fill(MerkleLog log) {
        for (int each = 0; each < 200; each++) {
            log.append(Events.event("e-" + each));
        }
    }

    private long links() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("audit"))) {
            return files.filter(Files::isSymbolicLink).count();
        }
    }

    @Test
    void filesThatWereMovedAreReadProvenServedAndVerifiedAsBeforeAndAfterARestart() throws IOException {
        Files.createDirectory(folder.resolve("cold"));
        try (MerkleLog log = open(); Archiving archiving = archiving(log, Duration.ZERO)) {
            fill(log);
            int moved = archiving.moveWhatIsOld();
            assertThat(moved).isGreaterThan(2).isEqualTo((int) links());
            assertThat(archiving.moveWhatIsOld()).isZero();
            assertThat(log.reader().read(0, 1_000)).hasSize(200 + moved).last().satisfies(entry -> assertThat(entry.event().kind()).isEqualTo("LOG_ARCHIVED"));
            assertThat(log.reader().prove(new LogIndex(0)).holds()).isTrue();
            log.checkpoint();
            assertThat(LogTiles.of(folder.resolve("audit")).entries(0, 100)).isPresent();
        }
        Files.delete(folder.resolve("audit").resolve("tree-state"));
        try (MerkleLog log = open()) {
            log.append(Events.event("e-500"));
            assertThat(log.verifier().verify(List.of()).sound()).isTrue();
        }
    }

    @Test
    void whatIsYoungOrBeingWrittenStays() throws IOException {
        Files.createDirectory(folder.resolve("cold"));
        try (MerkleLog log = open(); Archiving archiving = archiving(log, Duration.ofDays(365_000))) {
            fill(log);
            assertThat(archiving.moveWhatIsOld()).isZero();
        }
    }

    @Test
    void aMountThatIsAwayMovesNothing() throws IOException {
        try (MerkleLog log = open(); Archiving archiving = archiving(log, Duration.ZERO)) {
            fill(log);
            assertThatThrownBy(archiving::moveWhatIsOld).hasMessageContaining("is it mounted?");
            assertThat(links()).isZero();
            assertThat(log.verifier().verify(List.of()).sound()).isTrue();
        }
    }

    @Test
    void anAlterationInTheArchiveIsFound() throws IOException {
        Files.createDirectory(folder.resolve("cold"));
        try (MerkleLog log = open(); Archiving archiving = archiving(log, Duration.ZERO)) {
            fill(log);
            archiving.moveWhatIsOld();
            log.checkpoint();
            try (Stream<Path> files = Files.list(folder.resolve("cold"))) {
                Path file = files.sorted().findFirst().orElseThrow();
                Files.writeString(file, Files.readString(file).replaceFirst("\"record_count\":\\d+", "\"record_count\":99999"));
            }
            assertThat(log.verifier().verify(List.of()).sound()).isFalse();
        }
    }

    @Test
    void theAlarmComesOnceBeforeTheDiskIsFullAndEndsOnceThereIsRoomAgain() {
        AtomicLong free = new AtomicLong(50 << 20);
        try (MerkleLog log = open(); DiskWatch watch = new DiskWatch(free::get, 10 << 20, own(log))) {
            watch.look();
            assertThat(watch.alarm()).isEmpty();
            free.set(9 << 20);
            watch.look();
            watch.look();
            assertThat(watch.alarm()).hasValueSatisfying(alarm -> assertThat(alarm).contains("9 MiB left"));
            free.set(11 << 20);
            watch.look();
            assertThat(watch.alarm()).isPresent();
            free.set(13 << 20);
            watch.look();
            assertThat(watch.alarm()).isEmpty();
            assertThat(log.reader().read(0, 10)).extracting(entry -> entry.event().kind()).containsExactly("DISK_LOW", "DISK_ENOUGH");
        }
    }

    @Test
    void theDiskOfAFolderIsKnown() {
        assertThat(DiskWatch.of(folder).getAsLong()).isPositive();
    }
}
