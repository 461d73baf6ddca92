package datong.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import datong.audit.AuditEvent;
import datong.audit.AuditLog;
import datong.audit.LogIndex;
import datong.classification.Classifier;
import datong.classification.RuleBasedScanner;
import datong.intake.Stages;
import datong.mapping.Given;
import datong.mapping.Mapping;
import datong.mapping.Mappings;
import datong.policy.Subject;
import datong.protection.ShowingProtector;
import datong.schema.Level;
import datong.schema.PersonalData;
import datong.schema.yaml.CodeTableFiles;
import datong.source.StreamingReaders;
import datong.validation.RecordValidator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console's preview on real stages: what would be stored, what refused and why, what is personal. */
class HubMappingViewTest {
    private static final Subject STEWARD = new Subject("steward", Subject.Kind.PERSON, "数据管家", "11110199MB00DEM264", "110199", Set.of("data-steward"), Set.of("probe"));
    private static final Mapping MAPPING = Given.mapping(Given.HEAD
            + "  division_code: { const: '110199001001' }\n  title: { from: 标题, redact: true }\n  reporter_phone: 电话\n  urgency: { from: 紧急, codes: { 2小时: H2 } }\n");
    private final List<AuditEvent> log = new ArrayList<>();
    @TempDir
    Path folder;

    @Test
    void aRowThatWouldBeStoredShowsItsLevelWhatIsPersonalAndNoPersonalValue() throws IOException {
        MappingView.Row row = preview("编号,标题,电话,紧急\nA1,回电15400001001,15400001002,2小时\n").rows().getFirst();

        assertThat(row.problems()).isEmpty();
        assertThat(row.kept()).containsExactly(new MappingView.Kept("matter", Level.L3, true));
        assertThat(value(row, "reporter_phone").personal()).isEqualTo(PersonalData.DIRECT);
        assertThat(value(row, "reporter_phone").masked()).isEqualTo("mask");
        assertThat(row.toString()).doesNotContain("15400001001", "15400001002");
    }

    @Test
    void aRowThatTheValidatorWouldRefuseNamesItsRuleAtItsItemAndHidesTheTextNotYetRedacted() throws IOException {
        MappingView.Row row = preview("编号,标题,电话,紧急\nA1," + "请打15400001001".repeat(30) + ",,2小时\n").rows().getFirst();

        assertThat(row.kept()).isEmpty();
        assertThat(row.problems()).extracting(MappingView.Problem::item).contains("title");
        assertThat(value(row, "title").problems()).isNotEmpty();
        assertThat(row.toString()).doesNotContain("15400001001");
    }

    @Test
    void aRowThatTheMappingRefusesNamesItsColumn() throws IOException {
        MappingView.Preview preview = preview("编号,标题,电话,紧急\nA1,路灯,,特急\nA2,路灯,,2小时\n");

        assertThat(preview.rejected()).isEqualTo(1);
        assertThat(preview.rows().getFirst().raw()).filteredOn(raw -> raw.column().equals("紧急")).singleElement()
                .satisfies(raw -> assertThat(raw.problems()).containsExactly("UNMAPPED_CODE"));
    }

    @Test
    void aLookIsInTheLogBeforeItIsShownAndAFileWithoutRecordsIsNone() throws IOException {
        assertThat(preview("编号,标题,电话,紧急\n").stopped()).isPresent();
        assertThat(log).isEmpty();

        preview("编号,标题,电话,紧急\nA1,路灯,,2小时\n");
        assertThat(log).singleElement().satisfies(event -> assertThat(event.kind()).isEqualTo("PREVIEW"));
    }

    private static MappingView.Value value(MappingView.Row row, String item) {
        return row.values().stream().filter(value -> value.item().equals(item)).findFirst().orElseThrow();
    }

    private MappingView.Preview preview(String text) throws IOException {
        Mappings mappings = new Mappings() {
            @Override
            public Optional<Mapping> find(String source) {
                return Optional.of(MAPPING);
            }

            @Override
            public List<Mapping> all() {
                return List.of(MAPPING);
            }
        };
        Stages stages = new Stages(new RecordValidator(CodeTableFiles.standard(), Given.CLOCK)::validate,
                new Classifier(new RuleBasedScanner((found, start) -> 0), key -> "digest", Given.CLOCK)::classify, key -> key);
        AuditLog audit = event -> {
            log.add(event);
            return new LogIndex(log.size());
        };
        return new HubMappingView(mappings, List::of, new StreamingReaders(), stages, new LevelMask(new ShowingProtector()),
                new ConsoleAudit(audit, () -> "id", () -> "p-1", Given.CLOCK))
                .preview(STEWARD, "probe", Files.writeString(folder.resolve("probe.csv"), text), "probe.csv", 100);
    }
}
