package datong.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import datong.audit.AuditLog.AuditUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log's key is handed over, and whoever knows any one of its keys can still tell. */
class LogKeysTest {
    private final CheckpointSigner first = Ed25519Signer.generate("datong.test/log");
    private final CheckpointSigner second = Ed25519Signer.generate("datong.test/log");
    private final CheckpointSigner third = Ed25519Signer.generate("datong.test/log");

    @TempDir
    Path folder;

    @Test
    void whoKnowsTheFirstKeyFollowsEveryHandOverAndWhoKnowsTheLastOneFollowsBack() throws IOException {
        Checkpoint kept;
        try (MerkleLog log = open(List.of(first), List.of())) {
            log.appendAll(Events.events(10));
            kept = log.checkpoint();
            assertThat(log.handOver(List.of(second, first))).isEqualTo(LogKey.of(second));
            log.appendAll(Events.events(10));
            assertThat(log.checkpoint().signedBy(LogKey.of(second)) && log.checkpoint().signedBy(LogKey.of(first))).as("both for a while").isTrue();
            log.handOver(List.of(third, second));
            log.handOver(List.of(third, second));
            log.appendAll(Events.events(10));
            assertThat(log.verifier().verify(List.of(kept)).findings()).isEmpty();
        }
        assertThat(Files.readAllLines(folder.resolve("log.keys"))).hasSize(2);
        assertThat(LogKey.parse(Files.readString(folder.resolve("log.key")))).isEqualTo(LogKey.of(third));
        for (CheckpointSigner known : List.of(first, second, third)) {
            AuditReport report = new AuditVerifier(folder, LogKey.of(known)).verify(List.of(kept));
            assertThat(report.findings()).isEmpty();
            assertThat(report.events()).isEqualTo(30);
            assertThat(report.notes()).anyMatch(note -> note.contains("handed over 2 times"));
        }
        assertThat(new AuditVerifier(folder, LogKey.of(Ed25519Signer.generate("datong.test/log"))).verify(List.of()).sound()).as("a stranger's key").isFalse();
    }

    @Test
    void evidenceFromBehindAHandOverHoldsForWhoeverIsLedToItsKey() throws IOException {
        try (MerkleLog log = open(List.of(first), List.of())) {
            log.appendAll(Events.events(5));
            log.handOver(List.of(second));
            log.appendAll(Events.events(5));
            log.checkpoint();
        }
        Evidence evidence = new EvidenceDesk(folder).make(7, EvidenceDesk.USUAL);
        LogKey known = LogKey.of(first);
        assertThat(EvidenceDesk.check(evidence, LogKeys.following(known, folder.resolve("log.keys")), List.of(), Optional.empty(), new ArrayList<>())).isEmpty();
        assertThat(EvidenceDesk.check(evidence, LogKeys.alone(known), List.of(), Optional.empty(), new ArrayList<>())).singleElement().asString().startsWith("the checkpoint is not signed by " + known);
    }

    @Test
    void aFormerKeyVouchesForNothingBehindItsHandOver() throws IOException {
        try (MerkleLog log = open(List.of(first), List.of())) {
            log.appendAll(Events.events(5));
            log.handOver(List.of(second));
            log.appendAll(Events.events(5));
        }
        Checkpoint now = Checkpoints.newest(folder).orElseThrow();
        Checkpoints.publish(folder, Checkpoint.sign(now.origin(), now.size(), now.root(), List.of(first)));
        assertThat(new AuditVerifier(folder, LogKey.of(first)).verify(List.of()).findings()).extracting(AuditReport.Finding::kind).contains(AuditReport.Kind.BAD_SIGNATURE);
        assertThatThrownBy(() -> open(List.of(second), List.of())).isInstanceOf(AuditUnavailable.class);
    }

    @Test
    void aHandOverThatWasAlteredOrInventedLeadsNowhere() throws IOException {
        try (MerkleLog log = open(List.of(first), List.of())) {
            log.appendAll(Events.events(5));
            log.handOver(List.of(second));
        }
        Path keys = folder.resolve("log.keys");
        String line = Files.readString(keys);
        Files.writeString(keys, line.replace("5 ", "6 "));
        assertThat(new AuditVerifier(folder, LogKey.of(first)).verify(List.of()).findings()).extracting(AuditReport.Finding::message).anyMatch(message -> message.contains("line 1 of log.keys"));
        Files.writeString(keys, line + line);
        assertThat(new AuditVerifier(folder, LogKey.of(first)).verify(List.of()).sound()).isFalse();
        Files.delete(keys);
        assertThat(new AuditVerifier(folder, LogKey.of(first)).verify(List.of()).sound()).isFalse();
    }

    /** The ring has the new key on the disk; the hub ended before the log was told, after the line was written, or was stopped while the key was renewed. */
    @Test
    void aHandOverThatWasCutOffIsFinishedAtTheNextStart() throws IOException {
        try (MerkleLog log = open(List.of(first), List.of())) {
            log.appendAll(Events.events(5));
        }
        try (MerkleLog log = open(List.of(second, first), List.of(first))) {
            log.appendAll(Events.events(5));
        }
        LogKeys.handOver(folder, second, third, Checkpoints.newest(folder).orElseThrow().size());
        try (MerkleLog log = open(List.of(third, second), List.of(first, second))) {
            assertThat(log.checkpoint().signedBy(LogKey.of(third))).isTrue();
            assertThat(log.size()).isEqualTo(10);
        }
        assertThat(Files.readAllLines(folder.resolve("log.keys"))).hasSize(2);
        assertThat(new AuditVerifier(folder, LogKey.of(first)).verify(List.of()).findings()).isEmpty();
    }

    private MerkleLog open(List<CheckpointSigner> signers, List<CheckpointSigner> former) {
        return MerkleLog.open(new MerkleLog.Settings(folder, "datong.test/log", 1 << 20, Duration.ofMillis(20), Duration.ofMillis(20)), signers, former, Events.CLOCK);
    }
}
