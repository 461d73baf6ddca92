package datong.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import datong.audit.AuditEvent;
import datong.audit.AuditLog;
import datong.audit.LogIndex;
import datong.mapping.yaml.MappingFolder;
import datong.studio.SaveDesk.Saved;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SaveDeskTest {
    private static final SaveDesk.Steward STEWARD = new SaveDesk.Steward("steward", "11110199MB00DEM264");
    private static final Sampled WALKS = House.sample("编号|时间|内容", "W1|2026-11-03 08:00|晨光里路灯不亮请维修", "W2|2026-11-03 09:00|向阳家园垃圾满溢请清理");
    private final List<AuditEvent> events = new ArrayList<>();
    @TempDir
    private Path folder;

    private SaveDesk saves(MappingFolder mappings, AuditLog log) {
        return new SaveDesk(mappings, folder.resolve("integrations"), source -> false, log, () -> "01K80000000000000000000001", () -> "p1", House.CLOCK);
    }

    private SaveDesk saves(MappingFolder mappings) {
        return saves(mappings, event -> {
            events.add(event);
            return new LogIndex(events.size());
        });
    }

    private static MappingFolder mappings(Path folder, String... sources) throws IOException {
        return House.folder(Files.createDirectories(folder.resolve("mappings")), sources);
    }

    @Test
    void aSavedDraftIsInForceAtOnceWithItsRouteAndTheLogKnowsWhoDidIt() throws IOException {
        MappingFolder mappings = mappings(folder);
        Draft draft = House.desk(mappings).begin("steward", "walk-in", "11110199MB00DEM264", WALKS);

        Saved saved = saves(mappings).save(draft, STEWARD);

        assertThat(saved).isInstanceOfSatisfying(Saved.Done.class, done -> {
            assertThat(mappings.find("walk-in").orElseThrow().fingerprint()).isEqualTo(done.fingerprint());
            assertThat(done.before()).isEmpty();
            assertThat(done.integration()).isTrue();
        });
        assertThat(Files.readString(mappings.file("walk-in"))).isEqualTo(draft.text());
        assertThat(Files.readString(folder.resolve("integrations/walk-in.camel.yaml"))).contains("id: walk-in", "uri: file:{{datong.inbox}}/walk-in", "to: ledger:walk-in");
        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.kind()).isEqualTo("MAPPING_SAVED");
            assertThat(event.actor()).isEqualTo("steward");
            assertThat(event.details()).containsEntry("before", "none").containsEntry("after", mappings.find("walk-in").orElseThrow().fingerprint());
        });
        try (Stream<Path> left = Files.list(folder.resolve("mappings"))) {
            assertThat(left).hasSize(1);
        }
    }

    @Test
    void aDraftThatTheLoaderRefusesLeavesFileAndLogAsTheyWere() throws IOException {
        MappingFolder mappings = mappings(folder, "visits");
        String before = Files.readString(mappings.file("visits"));
        DraftDesk desk = House.desk(mappings);
        Draft draft = desk.open("steward", "visits", House.sample("走访编号|走访时间", "1|2026-11-03"));
        desk.head(draft, Map.of("provider", "nobody"));

        assertThat(saves(mappings).save(draft, STEWARD)).isInstanceOfSatisfying(Saved.Refused.class, refused -> assertThat(refused.errors().getFirst().line()).isPositive());
        assertThat(Files.readString(mappings.file("visits"))).isEqualTo(before);
        assertThat(events).isEmpty();
    }

    @Test
    void aChangeMadeMeanwhileIsNotOverwritten() throws IOException {
        MappingFolder mappings = mappings(folder, "visits");
        Draft draft = House.desk(mappings).open("steward", "visits", House.sample("走访编号|走访时间", "1|2026-11-03"));
        String theirs = Files.readString(mappings.file("visits")) + "# theirs\n";
        Files.writeString(mappings.file("visits"), theirs);

        assertThat(saves(mappings).save(draft, STEWARD)).isInstanceOf(Saved.Overtaken.class);
        assertThat(Files.readString(mappings.file("visits"))).isEqualTo(theirs);
    }

    @Test
    void nothingIsWrittenThatTheLogCannotRecord() throws IOException {
        MappingFolder mappings = mappings(folder);
        Draft draft = House.desk(mappings).begin("steward", "walk-in", "11110199MB00DEM264", WALKS);

        assertThatThrownBy(() -> saves(mappings, event -> {
            throw new AuditLog.AuditUnavailable("full", null);
        }).save(draft, STEWARD)).isInstanceOf(AuditLog.AuditUnavailable.class);
        assertThat(mappings.file("walk-in")).doesNotExist();
    }

    @Test
    void aSourceThatIsAPathIsRefusedAndWritesNothing() throws IOException {
        MappingFolder mappings = mappings(folder);
        for (String source : List.of("../walk-in", "/etc/walk-in", "a/b", "..", "a\nb", "{{x}}")) {
            Draft draft = House.desk(mappings).begin("steward", source, "11110199MB00DEM264", WALKS);
            assertThat(saves(mappings).save(draft, STEWARD)).as(source).isInstanceOf(Saved.Refused.class);
        }
        try (Stream<Path> found = Files.walk(folder)) {
            assertThat(found.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void theNameOfADatasetCannotWriteCamelOrYaml() throws IOException {
        MappingFolder mappings = mappings(folder);
        DraftDesk desk = House.desk(mappings);
        Draft draft = desk.begin("steward", "walk-in", "11110199MB00DEM264", WALKS);
        desk.head(draft, Map.of("dataset/name/zh", "{{env:HOME}}' } \n- route: { id: evil }", "dataset/name/en", "${bean:x}"));

        assertThat(saves(mappings).save(draft, STEWARD)).isInstanceOf(Saved.Done.class);
        assertThat(Files.readString(folder.resolve("integrations/walk-in.camel.yaml")).lines().filter(line -> line.contains("description")).toList()).singleElement().asString()
                .doesNotContain("{{", "${", "}").matches("    description: '[^']*'");
    }
}
