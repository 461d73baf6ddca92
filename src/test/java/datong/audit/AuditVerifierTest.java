package datong.audit;

import static org.assertj.core.api.Assertions.assertThat;

import datong.audit.AuditReport.Finding;
import datong.audit.AuditReport.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditVerifierTest {
    private static final LogKey KEY = LogKey.of(Events.SIGNER);
    @TempDir
    Path folder;
    private Checkpoint atTwenty;

    @BeforeEach
    void aLogOfFiftyEventsInTwoSittings() {
        try (MerkleLog log = Events.open(folder)) {
            log.appendAll(Events.events(20));
            atTwenty = log.checkpoint();
        }
        try (MerkleLog log = Events.open(folder)) {
            log.appendAll(Events.events(30));
        }
    }

    @Test
    void anUntouchedLogIsSound() throws IOException {
        AuditReport report = verify(atTwenty);
        assertThat(report.findings()).isEmpty();
        assertThat(report.events()).isEqualTo(50);
        assertThat(report.checkpoints()).isEqualTo(3);
        assertThat(report.notes()).isEmpty();
    }

    @Test
    void aChangedByteNamesItsEvent() throws IOException {
        edit(lines -> lines.set(7, lines.get(7).replace("PERMITTED", "PERMITTEE")));
        assertFound(new Tuple(Kind.CHANGED, 7L));
    }

    @Test
    void aChangedIndexNamesItsEvent() throws IOException {
        edit(lines -> lines.set(7, lines.get(7).replace("{\"index\":7", "{\"jndex\":7")));
        assertFound(new Tuple(Kind.CHANGED, 7L));
    }

    @Test
    void aChangedEventIsNamedThoughTheChainWasMendedBehindIt() throws IOException {
        edit(lines -> {
            lines.set(7, lines.get(7).replace("PERMITTED", "DENIED"));
            chainAgain(lines);
        });
        assertThat(verify().findings()).extracting(Finding::kind).contains(Kind.ROOT_MISMATCH, Kind.CHANGED);
        assertThat(verify().findings()).filteredOn(finding -> finding.kind() == Kind.CHANGED).first()
                .extracting(Finding::index).isEqualTo(7L);
    }

    @Test
    void aRewrittenLogWithRewrittenTreeFilesIsNotTheSignedOne() throws IOException {
        edit(lines -> {
            lines.set(27, lines.get(27).replace("PERMITTED", "DENIED"));
            chainAgain(lines);
        });
        Files.write(TreeFiles.file(folder, 0), leaves());
        assertThat(verify().findings()).extracting(Finding::message)
                .contains("the first 50 events are not those that were signed; the first 20 are");
    }

    @Test
    void aMissingEventIsNamed() throws IOException {
        edit(lines -> lines.remove(7));
        assertFound(new Tuple(Kind.MISSING, 7L), new Tuple(Kind.CUT_TAIL, 49L));
    }

    @Test
    void aMissingEventIsNamedWithoutTreeFilesToo() throws IOException {
        Files.delete(TreeFiles.file(folder, 0));
        edit(lines -> lines.remove(7));
        assertThat(verify().findings()).extracting(Finding::kind, Finding::index).contains(new Tuple(Kind.MISSING, 7L));
    }

    @Test
    void aChangedEventIsNamedByTheChainWithoutTreeFiles() throws IOException {
        Files.delete(TreeFiles.file(folder, 0));
        edit(lines -> lines.set(7, lines.get(7).replace("PERMITTED", "DENIED")));
        assertThat(verify().findings()).extracting(Finding::kind, Finding::index).contains(new Tuple(Kind.CHAIN_BROKEN, 7L));
    }

    @Test
    void eventsThatChangedPlacesAreNamed() throws IOException {
        edit(lines -> Collections.swap(lines, 7, 8));
        assertFound(new Tuple(Kind.REORDERED, 7L));
    }

    @Test
    void aDuplicateIsNamed() throws IOException {
        edit(lines -> lines.add(8, lines.get(7)));
        assertFound(new Tuple(Kind.DUPLICATED, 7L));
    }

    @Test
    void anInsertedEventIsNamed() throws IOException {
        edit(lines -> lines.add(7, lines.get(7).replace("PERMITTED", "DENIED")));
        assertFound(new Tuple(Kind.INSERTED, 7L));
    }

    @Test
    void aCutTailIsNamed() throws IOException {
        edit(lines -> lines.subList(45, 50).clear());
        assertFound(new Tuple(Kind.CUT_TAIL, 45L));
    }

    @Test
    void aLogSetBackAsAWholeIsShownByACheckpointKeptElsewhere() throws IOException {
        Checkpoint kept = Checkpoints.newest(folder).orElseThrow();
        edit(lines -> lines.subList(20, 50).clear());
        Checkpoints.publish(folder, atTwenty);
        Files.writeString(folder.resolve("checkpoints"), atTwenty.note() + "\n");
        assertThat(verify().findings()).isEmpty();
        assertThat(verify(kept).findings()).extracting(Finding::kind).contains(Kind.CUT_TAIL);
    }

    @Test
    void aForkIsShownByACheckpointKeptElsewhere(@TempDir Path other) throws IOException {
        try (MerkleLog log = Events.open(other)) {
            log.append(Events.event("another history"));
            log.appendAll(Events.events(19));
            assertThat(verify(log.checkpoint()).findings()).extracting(Finding::kind).contains(Kind.FORKED);
        }
    }

    @Test
    void aNewestCheckpointOlderThanTheHistoryIsFound() throws IOException {
        Checkpoints.publish(folder, atTwenty);
        assertThat(verify().findings()).extracting(Finding::kind).containsExactly(Kind.FORKED);
    }

    @Test
    void aForgedCheckpointIsFound() throws IOException {
        Checkpoint forged = Checkpoint.sign("datong.test/log", 50, new byte[32], List.of(Ed25519Signer.generate(KEY.name())));
        Checkpoints.publish(folder, forged);
        assertThat(verify().findings()).extracting(Finding::kind).containsExactly(Kind.BAD_SIGNATURE);
    }

    @Test
    void anotherKeyIsFound() throws IOException {
        LogKey swapped = LogKey.of(Ed25519Signer.generate(KEY.name()));
        assertThat(new AuditVerifier(folder, swapped).verify(List.of()).findings()).extracting(Finding::kind).containsOnly(Kind.BAD_SIGNATURE);
    }

    @Test
    void anUnfinishedLastLineIsNoBreach() throws IOException {
        Files.writeString(Segments.file(folder, 0), "{\"index\":50", java.nio.file.StandardOpenOption.APPEND);
        assertThat(verify().sound()).isTrue();
        assertThat(verify().notes()).singleElement().asString().contains("unfinished line");
    }

    @Test
    void aClockThatWasSetBackIsNotedAtTheEventWhereItHappened(@TempDir Path other) throws IOException {
        try (MerkleLog log = Events.open(other)) {
            log.append(Events.event("noon"));
            log.append(dated("soon after", -59));
            log.append(dated("back", -3600));
            log.append(dated("still back", -3599));
            log.append(dated("again ahead", 60));
            log.append(dated("back again", -86_400));
        }
        AuditReport report = new AuditVerifier(other, KEY).verify(List.of());
        assertThat(report.sound()).isTrue();
        assertThat(report.notes()).hasSize(2).first().asString().startsWith("event 2 is dated PT1H before event 0: the clock was set back");
        assertThat(report.notes().getLast()).startsWith("event 5 is dated PT24H1M before event 4");
    }

    private static AuditEvent dated(String id, int seconds) {
        AuditEvent event = Events.event(id);
        return new AuditEvent(id, event.time().plusSeconds(seconds), event.kind(), event.actor(), "", "", "", "", "", "", List.of(), "", 0, 0, "DONE", "", List.of(), "", "", "", java.util.Map.of());
    }

    private AuditReport verify(Checkpoint... kept) throws IOException {
        return new AuditVerifier(folder, KEY).verify(List.of(kept));
    }

    private void assertFound(Tuple... kindsAndIndexes) throws IOException {
        assertThat(verify().findings()).filteredOn(finding -> finding.kind() != Kind.ROOT_MISMATCH)
                .extracting(Finding::kind, Finding::index).containsOnly(kindsAndIndexes);
    }

    private void edit(Consumer<List<String>> change) throws IOException {
        Path file = Segments.file(folder, 0);
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        change.accept(lines);
        Files.writeString(file, String.join("\n", lines) + "\n");
    }

    private static void chainAgain(List<String> lines) {
        byte[] previous = LogLine.beforeTheFirst();
        for (int each = 0; each < lines.size(); each++) {
            String members = lines.get(each).substring(lines.get(each).indexOf("\"log_id\""));
            Bytes line = new Bytes(1000);
            byte[] before = lines.get(each).getBytes(StandardCharsets.UTF_8);
            LogLine.write(line, each, previous, LogLine.salt(before, LogLine.members(before, 0, before.length)), members.getBytes(StandardCharsets.UTF_8));
            lines.set(each, new String(line.toArray(), StandardCharsets.UTF_8));
            previous = new EventCommitment().leaf(line.toArray(), 0, line.length());
        }
    }

    private byte[] leaves() throws IOException {
        Bytes leaves = new Bytes(2000);
        for (String line : Files.readAllLines(Segments.file(folder, 0))) {
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            leaves.add(new EventCommitment().leaf(bytes, 0, bytes.length));
        }
        return leaves.toArray();
    }
}
