package datong.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import datong.audit.AuditReport.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletenessTest {
    private static final LogKey KEY = LogKey.of(Events.SIGNER);
    private static final Instant NOON = Instant.parse("2026-11-03T12:00:00Z");
    private static final Instant FOREVER = Instant.parse("2100-01-01T00:00:00Z");
    @TempDir
    Path folder;
    private MerkleLog log;
    private Indexing indexing;

    /** Three stretches of 90 minutes, an event a minute: person p-n every minute n of ten, organisation o-n every n of three. */
    @BeforeEach
    void aLogThatIsIndexedInThreeStretches() {
        log = Events.open(folder);
        indexing = new Indexing(folder, log.reader(), Duration.ofHours(1), new OwnEvents(log, () -> "own", Clock.fixed(NOON.plusSeconds(270 * 60), ZoneOffset.UTC)));
        for (int stretch = 0; stretch < 3; stretch++) {
            log.appendAll(IntStream.range(stretch * 90, stretch * 90 + 90).mapToObj(CompletenessTest::event).toList());
            indexing.indexAll();
        }
    }

    @AfterEach
    void close() {
        indexing.close();
        log.close();
    }

    @Test
    void allAccessesToAPersonAreProvenWithNothingLeftOut() {
        Completeness proof = read(desk().person("p-7", NOON, FOREVER));
        assertThat(proof.check(LogKeys.alone(KEY), List.of())).isEmpty();
        assertThat(proof.within()).hasSize(27).allSatisfy(event -> {
            assertThat(event.event().personKeys()).containsExactly("p-7");
            assertThat(event.event().items()).containsExactly("title");
        });
        assertThat(proof.stretches()).hasSize(3);
        assertThat(CompletenessJson.write(proof)).doesNotContain("p-8");
    }

    @Test
    void onlyTheStretchesOfTheTimeAreOpenedAndThoseAroundThemShowThatNoMoreBelongs() {
        Completeness proof = read(desk().organisation("o-1", NOON.plusSeconds(100 * 60), NOON.plusSeconds(119 * 60)));
        assertThat(proof.check(LogKeys.alone(KEY), List.of())).isEmpty();
        assertThat(proof.stretches()).extracting(stretch -> stretch.proof().isPresent()).containsExactly(false, true, false);
        assertThat(proof.within()).extracting(event -> event.event().time()).allMatch(time -> !time.isBefore(NOON.plusSeconds(100 * 60))).hasSize(7);
    }

    @Test
    void thatThereWasNoAccessIsProvenToo() {
        for (String nobody : List.of("p-99", "q", "", "0", "nobody at all")) {
            Completeness proof = read(desk().person(nobody, NOON, FOREVER));
            assertThat(proof.check(LogKeys.alone(KEY), List.of())).as(nobody).isEmpty();
            assertThat(proof.events()).isEmpty();
        }
    }

    @Test
    void anEventThatWasLeftOutOrPutInIsNoticed() {
        Completeness proof = desk().person("p-7", NOON, FOREVER);
        List<Evidence> fewer = proof.events().subList(1, proof.events().size());
        assertThat(with(proof, proof.stretches(), fewer)).singleElement().asString().startsWith("the indexes name the events [7, ");
        List<Evidence> other = new ArrayList<>(proof.events());
        other.add(desk().person("p-8", NOON, FOREVER).events().getFirst());
        assertThat(with(proof, proof.stretches(), other)).contains("event 8 does not concern the person");
        assertThat(with(proof, List.of(proof.stretches().get(0), proof.stretches().get(2)), proof.events())).anyMatch(sentence -> sentence.startsWith("no index covers the events 90 to "));
        assertThat(with(proof, proof.stretches().subList(1, 3), proof.events())).anyMatch(sentence -> sentence.startsWith("nothing shows that the events before 90 "));
    }

    @Test
    void aPersonWhoIsThereCannotBeProvenAbsentNorTheirEventsFewer() {
        Completeness proof = desk().person("p-7", NOON, FOREVER);
        Completeness absent = desk().person("p-99", NOON, FOREVER);
        List<Completeness.Stretch> forged = new ArrayList<>(proof.stretches());
        forged.set(0, new Completeness.Stretch(proof.stretches().getFirst().index(), absent.stretches().getFirst().proof()));
        assertThat(with(proof, forged, proof.events())).isNotEmpty();
        KeyedProof.Present present = (KeyedProof.Present) proof.stretches().getFirst().proof().orElseThrow();
        KeyedProof shorter = new KeyedProof.Present(present.position(), java.util.Arrays.copyOf(present.indexes(), 3), present.path());
        forged.set(0, new Completeness.Stretch(proof.stretches().getFirst().index(), java.util.Optional.of(shorter)));
        assertThat(with(proof, forged, proof.events())).anyMatch(sentence -> sentence.startsWith("nothing shows which of the events 0 to 89 concern the person"));
    }

    @Test
    void everyIndexCanBeMadeAnewFromTheEventsAndItsFilesAreOnlyDerived() throws IOException {
        for (Path file : List.of(IndexFile.path(folder, 0), folder.resolve("index/events"))) {
            Files.delete(file);
        }
        Files.writeString(IndexFile.path(folder, 90), "broken file", java.nio.file.StandardOpenOption.APPEND);
        assertThat(read(desk().person("p-7", NOON, FOREVER)).check(LogKeys.alone(KEY), List.of())).isEmpty();
        List<String> notes = new ArrayList<>();
        assertThat(IndexCheck.of(folder, notes)).isEmpty();
        assertThat(notes).containsExactly("the first 272 events are indexed by person and organisation");
        new Indexing(folder, log.reader(), Duration.ofHours(1), new OwnEvents(log, () -> "own", Clock.systemUTC())).indexAll();
        assertThat(new Indexes(folder, log.reader()).all()).hasSize(3);
    }

    @Test
    void anIndexThatLeavesAnEventOutIsFoundByWhoeverHoldsTheEvents() {
        List<KeyedIndex.Line> lines = Indexing.make(log.reader(), 272, 273, new byte[16]).lines();
        IndexSegment lie = new IndexSegment(272, 273, NOON, NOON, lines.size(), new byte[16], new byte[32]);
        new OwnEvents(log, () -> "lie", Clock.systemUTC()).add(IndexSegment.KIND, "index", lie.details());
        log.checkpoint();
        assertThat(IndexCheck.of(folder, new ArrayList<>())).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(Kind.INDEX_MISMATCH);
            assertThat(finding.message()).isEqualTo("the index in event 273 is not what the events 272 to 272 hold");
        });
    }

    @Test
    void aTimeThatNoIndexCoversIsSaidSo() {
        assertThatThrownBy(() -> desk().person("p-7", NOON.minusSeconds(7200), NOON.minusSeconds(3600))).hasMessageContaining("no index covers any event of that time: the indexes go from 2026-11-03T12:00:00Z");
    }

    private static List<String> with(Completeness proof, List<Completeness.Stretch> stretches, List<Evidence> events) {
        return new Completeness(proof.key(), proof.checkpoint(), proof.identity(), proof.from(), proof.to(), stretches, events).check(LogKeys.alone(KEY), List.of());
    }

    private static Completeness read(Completeness proof) {
        return CompletenessJson.read(CompletenessJson.write(proof));
    }

    private CompletenessDesk desk() {
        log.checkpoint();
        return new CompletenessDesk(folder);
    }

    private static AuditEvent event(int minute) {
        return new AuditEvent("e-" + minute, NOON.plusSeconds(minute * 60L), "LOOKUP", "u", "o-" + minute % 3, "", "", "SERVICE.REQUEST", "", "hotline", List.of("title"), "L3", 1, 1, "PERMITTED",
                "rule", List.of(), "p-1", "", "", List.of("p-" + minute % 10), Map.of());
    }
}
