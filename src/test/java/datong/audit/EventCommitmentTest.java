package datong.audit;

import static org.assertj.core.api.Assertions.assertThat;

import datong.audit.EventCommitment.Element;
import datong.audit.EventCommitment.Parts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventCommitmentTest {
    private static final byte[] SALT = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private final EventCommitment commitment = new EventCommitment();
    @TempDir
    Path folder;

    @Test
    void theEntryOfALineIsTheOneThatWasCommittedWhileItWasWritten() {
        byte[] members = EventJson.members(Events.event("e"));
        byte[] previous = new byte[32];
        assertThat(commitment.entry(line(Events.event("e")), 0, line(Events.event("e")).length))
                .isEqualTo(commitment.entry(7, previous, commitment.body(SALT, members, 0, members.length)))
                .startsWith("datong-event/1\n".getBytes(StandardCharsets.US_ASCII)).hasSize(15 + 32);
    }

    @Test
    void anEventOpenedInPartsHasTheSameBodyWhateverIsLeftClosed() {
        byte[] line = line(Events.event("e"));
        byte[] members = EventJson.members(Events.event("e"));
        byte[] body = commitment.body(SALT, members, 0, members.length);
        for (List<String> open : List.of(List.<String>of(), List.of("items"), List.of("details", "obligations_applied"), EventCommitment.LISTS)) {
            assertThat(commitment.body(commitment.open(line, only(open)).orElseThrow())).as("open %s", open).isEqualTo(body);
        }
    }

    @Test
    void whatStaysClosedIsNotInTheOpenedParts() {
        Parts parts = commitment.open(line(Events.event("e")), only(List.of("obligations_applied"))).orElseThrow();
        assertThat(parts.frame()).contains("\"items\":[],").contains("\"details\":{}").doesNotContain("title");
        assertThat(parts.lists().get(0)).hasSize(2).allMatch(Element.Closed.class::isInstance);
        assertThat(parts.lists().get(1)).singleElement().extracting(element -> ((Element.Opened) element).text()).isEqualTo("\"reporter_phone=mask\"");
        assertThat(parts.toString()).doesNotContain("quoted");
    }

    @Test
    void aChangedOpenedElementOrFrameGivesAnotherBody() {
        Parts parts = commitment.open(line(Events.event("e")), only(EventCommitment.LISTS)).orElseThrow();
        byte[] body = commitment.body(parts);
        Element.Opened first = (Element.Opened) parts.lists().getFirst().getFirst();
        List<List<Element>> lists = new ArrayList<>(parts.lists());
        lists.set(0, List.of(new Element.Opened(first.salt(), "\"urgency\""), parts.lists().getFirst().get(1)));
        assertThat(commitment.body(new Parts(parts.frameSalt(), parts.frame(), lists))).isNotEqualTo(body);
        lists.set(0, List.of(parts.lists().getFirst().getFirst()));
        assertThat(commitment.body(new Parts(parts.frameSalt(), parts.frame(), lists))).isNotEqualTo(body);
        assertThat(commitment.body(new Parts(parts.frameSalt(), parts.frame().replace("PERMITTED", "DENIED"), parts.lists()))).isNotEqualTo(body);
    }

    @Test
    void valuesThatLookLikeTheMarksOfListsAreValues() {
        String trap = ",\"items\":[\"x\"],\"details\":{\\";
        AuditEvent event = new AuditEvent(trap, Events.CLOCK.instant(), trap, trap, "", "", "", "", "", "", List.of(trap, "", "]"), "", 0, 0, "", trap,
                List.of(), "", "", "", List.of("}", ","), Map.of(trap, trap, "items", "]"));
        byte[] members = EventJson.members(event);
        byte[] line = line(event);
        Parts parts = commitment.open(line, only(EventCommitment.LISTS)).orElseThrow();
        assertThat(parts.lists().stream().map(List::size)).containsExactly(3, 0, 2, 2);
        assertThat(commitment.body(parts)).isEqualTo(commitment.body(SALT, members, 0, members.length));
    }

    @Test
    void anyChangedByteOfALineChangesItsLeaf() {
        byte[] line = line(Events.event("e"));
        byte[] leaf = commitment.leaf(line, 0, line.length);
        for (int at = 0; at < line.length; at++) {
            byte[] changed = line.clone();
            changed[at] ^= 1;
            assertThat(commitment.leaf(changed, 0, changed.length)).as("byte %d", at).isNotEqualTo(leaf);
        }
    }

    @Test
    void twoEventsThatSayTheSameHaveDifferentEntries() {
        try (MerkleLog log = Events.open(folder)) {
            log.append(Events.event("same"));
            log.append(Events.event("same"));
            List<LogReader.Entry> entries = log.reader().read(0, 2);
            byte[] zero = new byte[32];
            assertThat(Stream.of(0, 1).map(each -> commitment.open(entries.get(each).line(), only(List.of())).orElseThrow()).map(commitment::body)
                    .map(body -> Arrays.toString(commitment.entry(0, zero, body))).distinct()).hasSize(2);
        }
    }

    @Test
    void aLogBegunWithoutSaltsGoesOnWithThemAndVerifies() throws IOException {
        List<byte[]> leaves = new ArrayList<>(List.of(LogLine.beforeTheFirst()));
        Frontier frontier = new Frontier();
        Merkle merkle = new Merkle();
        Bytes lines = new Bytes(4000);
        for (int index = 0; index < 3; index++) {
            String line = "{\"index\":" + index + ",\"prev_hash\":\"" + java.util.HexFormat.of().formatHex(leaves.getLast()) + "\","
                    + EventJson.write(Events.event("old-" + index)).substring(1).replace(",\"person_keys\":[]", "");
            leaves.add(merkle.leaf(line.getBytes(StandardCharsets.UTF_8)));
            frontier.add(leaves.getLast(), merkle, (level, hash) -> { });
            lines.add(line.getBytes(StandardCharsets.UTF_8)).add('\n');
        }
        Files.write(Segments.file(folder, 0), lines.toArray());
        Checkpoints.publish(folder, Checkpoint.sign("datong.test/log", 3, frontier.root(merkle), List.of(Events.SIGNER)));
        try (MerkleLog log = Events.open(folder)) {
            assertThat(log.reader().find(new LogIndex(1)).orElseThrow().event()).isEqualTo(Events.event("old-1"));
            assertThat(log.append(Events.event("new")).value()).isEqualTo(3);
        }
        assertThat(new AuditVerifier(folder, LogKey.of(Events.SIGNER)).verify(List.of()).findings()).isEmpty();
    }

    private static EventCommitment.Choice only(List<String> lists) {
        return (list, text) -> lists.contains(list);
    }

    private static byte[] line(AuditEvent event) {
        Bytes line = new Bytes(1000);
        LogLine.write(line, 7, new byte[32], SALT, EventJson.members(event));
        return line.toArray();
    }
}
