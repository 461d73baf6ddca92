package datong.cli;

import static org.assertj.core.api.Assertions.assertThat;

import datong.audit.AuditEvent;
import datong.audit.Ed25519Signer;
import datong.audit.LogDisposal;
import datong.audit.MerkleLog;
import datong.audit.OwnEvents;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditCommandTest {
    @TempDir
    Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void aLogOfThreeEvents() {
        try (MerkleLog log = MerkleLog.open(MerkleLog.Settings.of(folder, "datong.test/log"), List.of(Ed25519Signer.generate("test")),
                Clock.systemUTC())) {
            for (String id : List.of("a", "b", "c")) {
                log.append(new AuditEvent(id, Instant.EPOCH, "QUERY", "u", "", "", "", "", "", "", List.of(), "", 0, 0, "DONE", "", List.of(),
                        "", "", "", Map.of()));
            }
        }
    }

    @Test
    void aSoundLogIsReportedAsSoundWithExitCodeZero() {
        assertThat(run("audit", "verify", "--log", folder.toString())).isZero();
        assertThat(out.toString()).contains("events     3", "SOUND", "the key was taken from the log's own folder");
    }

    @Test
    void anAlteredEventIsNamedWithExitCodeOne() throws IOException {
        Path events = folder.resolve("events-000000000000.jsonl");
        Files.writeString(events, Files.readString(events).replace("\"log_id\":\"b\"", "\"log_id\":\"x\""));
        assertThat(run("audit", "verify", "--log", folder.toString())).isEqualTo(1);
        assertThat(out.toString()).contains("CHANGED: event 1 was changed", "ALTERED");
    }

    @Test
    void aCheckpointKeptElsewhereIsCompared() throws IOException {
        assertThat(run("audit", "checkpoint", "--log", folder.toString())).isZero();
        Path kept = folder.resolve("kept");
        Files.writeString(kept, out.toString());
        assertThat(run("audit", "verify", "--log", folder.toString(), "--key", folder.resolve("log.key").toString(), "--checkpoint",
                kept.toString())).isZero();
    }

    @Test
    void anEventIsShownWithItsProof() {
        assertThat(run("audit", "show", "1", "--log", folder.toString())).isZero();
        assertThat(out.toString()).contains("\"log_id\":\"b\"", "The event is in the tree");
    }

    @Test
    void evidenceOfAnEventThatWasDisposedOfHoldsAndOneThatWasOnlyDeletedIsMissing(@TempDir Path old, @TempDir Path outside) throws IOException {
        String file = outside.resolve("e.json").toString();
        String key = old.resolve("log.key").toString();
        try (MerkleLog log = MerkleLog.open(new MerkleLog.Settings(old, "datong.test/log", 1, Duration.ofMillis(50), Duration.ofMinutes(1)), List.of(Ed25519Signer.generate("test")), Clock.systemUTC())) {
            for (int each = 0; each < 6; each++) {
                log.append(new AuditEvent("e" + each, Instant.EPOCH, "QUERY", "u", "", "", "", "", "", "", List.of(), "", 0, 0, "DONE", "", List.of(), "", "", "", Map.of()));
            }
            log.checkpoint();
            assertThat(run("evidence", "make", "1", "--log", old.toString(), "--to", file)).isZero();
            assertThat(run("evidence", "verify", file, "--key", key, "--log", old.toString())).isZero();
            LogDisposal disposal = new LogDisposal(old, log, new OwnEvents(log, () -> "own", Clock.systemUTC()));
            disposal.dispose(disposal.olderThan(Instant.now()).orElseThrow(), Map.of("asked_by", "zhang", "confirmed_by", "wu"));
        }
        assertThat(run("evidence", "verify", file, "--key", key, "--log", old.toString())).isZero();
        assertThat(run("audit", "show", "1", "--log", old.toString())).isZero();
        assertThat(run("audit", "verify", "--log", old.toString(), "--key", key)).isZero();
        assertThat(out.toString()).contains("the event is still in the log", "the event was disposed of by event 6; its hash is still that of this evidence",
                "Event 1 was disposed of by event 6. Its hash is in the tree", "events 0 to 4 were disposed of by event 6", "asked for by zhang, confirmed by wu; their hashes hold");
        Files.delete(old.resolve("disposals"));
        assertThat(run("evidence", "verify", file, "--key", key, "--log", old.toString())).isEqualTo(1);
        assertThat(run("audit", "verify", "--log", old.toString(), "--key", key)).isEqualTo(1);
        assertThat(out.toString()).contains("WRONG: event 1 is not where it belongs in the audit log", "MISSING: events 0 to 4 are missing");
    }

    @Test
    void evidenceIsMadeOfTheLogAndVerifiedWithoutIt(@TempDir Path outside) throws IOException {
        Path key = Files.copy(folder.resolve("log.key"), outside.resolve("log.key"));
        String file = outside.resolve("e.json").toString();
        assertThat(run("evidence", "make", "1", "--log", folder.toString(), "--to", file)).isZero();
        assertThat(run("evidence", "verify", file, "--key", key.toString())).isZero();
        assertThat(out.toString()).contains("proves event 1 under the checkpoint over 3 events", "HOLDS", "event      1 of datong.test/log, QUERY at 1970-01-01T00:00:00Z");
        Files.writeString(Path.of(file), Files.readString(Path.of(file)).replace("QUERY", "LOOKUP"));
        assertThat(run("evidence", "verify", file, "--key", key.toString())).isEqualTo(1);
        assertThat(out.toString()).contains("DOES NOT HOLD");
    }

    @Test
    void aWrongFolderIsOneSentenceWithExitCodeTwo() {
        assertThat(run("audit", "show", "1", "--log", folder.resolve("nowhere").toString())).isEqualTo(2);
        assertThat(err.toString()).startsWith("datong: there is no audit log in").doesNotContain("\tat ");
    }

    @Test
    void helpListsTheCommands() {
        assertThat(run("help")).isZero();
        assertThat(out.toString()).contains("audit", "Read and verify the audit log");
    }

    @Test
    void onlyCommandWordsAreTakenFromTheHub() {
        assertThat(DatongCommand.knows(new String[] {"audit"})).isTrue();
        assertThat(DatongCommand.knows(new String[] {"help"})).isTrue();
        assertThat(DatongCommand.knows(new String[] {"--server.port=8080"})).isFalse();
        assertThat(DatongCommand.knows(new String[0])).isFalse();
    }

    private int run(String... arguments) {
        return DatongCommand.run(arguments, new PrintWriter(out, true), new PrintWriter(err, true));
    }
}
