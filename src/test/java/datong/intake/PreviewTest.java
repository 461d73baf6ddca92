package datong.intake;

import static org.assertj.core.api.Assertions.assertThat;

import datong.classification.Classifier;
import datong.classification.PersonalDataScanner;
import datong.classification.RuleBasedScanner;
import datong.mapping.Given;
import datong.mapping.Mapping;
import datong.mapping.Problem;
import datong.schema.Level;
import datong.schema.yaml.CodeTableFiles;
import datong.source.Columns;
import datong.source.RawRecord;
import datong.source.RecordReader;
import datong.validation.RecordValidator;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PreviewTest {
    private static final List<String> COLUMNS = List.of("编号", "标题", "电话", "备注");
    private static final Mapping MAPPING = Given.mapping(Given.HEAD
            + "  division_code: { const: '110199001001' }\n  title: { from: 标题, redact: true }\n  reporter_phone: 电话\nunused: [备注]\n");
    private final PersonalDataScanner scanner = new RuleBasedScanner((text, start) -> 0);
    private final Stages stages = new Stages(new RecordValidator(CodeTableFiles.standard(), Given.CLOCK)::validate,
            new Classifier(scanner, key -> "digest", Given.CLOCK)::classify, key -> key);

    @Test
    void aRowThatWouldBeStoredShowsItsLevelAndIsRedacted() throws Exception {
        Preview.Row row = preview(COLUMNS, "1,路灯不亮请打15400001001,15400001002,x").rows().getFirst();

        assertThat(row.rejected()).isFalse();
        assertThat(row.outcomes()).singleElement().satisfies(outcome -> {
            assertThat(outcome.kept()).contains(new Preview.Kept(Level.L3, true));
            assertThat(value(outcome, "title").value().toString()).startsWith("路灯不亮").doesNotContain("15400001001");
            assertThat(value(outcome, "reporter_phone").columns()).containsExactly("电话");
        });
    }

    @Test
    void whatHibernateValidatorRefusesIsRejectedWithItsReasonThoughTheMappingTakesIt() throws Exception {
        String long301 = "长".repeat(301);
        Preview.Row row = preview(COLUMNS, "1," + long301 + ",,x").rows().getFirst();

        assertThat(MAPPING.map(row.raw()).getFirst().problems()).as("problems of the mapping").isEmpty();
        assertThat(row.rejected()).isTrue();
        assertThat(row.problems()).extracting(Problem::item).allSatisfy(item -> assertThat(item).contains("title"));
        assertThat(value(row.outcomes().getFirst(), "title").problems()).isNotEmpty();
        assertThat(value(row.outcomes().getFirst(), "title").raw()).as("not yet redacted").isTrue();
        assertThat(row.outcomes().getFirst().kept()).isEmpty();
    }

    @Test
    void aRowWithoutItsKeyIsRejectedAndTheFlagsOfTheOthersAreShown() throws Exception {
        List<Preview.Row> rows = preview(COLUMNS, ",路灯,,x", "2,不详,abc,y").rows();

        assertThat(rows.get(0).problems()).extracting(Problem::rule).contains("KEY_MISSING");
        assertThat(rows.get(1).rejected()).isFalse();
        assertThat(rows.get(1).outcomes().getFirst().flags()).contains("NULL_WORD:title", "PHONE_FORMAT:reporter_phone");
    }

    @Test
    void aHeaderThatDoesNotFitShowsNoRow() throws Exception {
        Preview preview = preview(List.of("编号", "标题", "电话", "姓名"), "1,路灯,,x");

        assertThat(preview.drifted()).hasValueSatisfying(drifted -> assertThat(drifted.unknown()).containsExactly("姓名"));
        assertThat(preview.rows()).isEmpty();
    }

    @Test
    void onlySoManyRowsAreReadAsAreAskedFor() throws Exception {
        List<RawRecord> left = records(COLUMNS, "1,a,,", "2,b,,", "3,c,,");

        assertThat(Preview.of(MAPPING, stages, reader(left), 2).rows()).hasSize(2);
        assertThat(left).hasSize(1);
    }

    private Preview preview(List<String> columns, String... lines) throws Exception {
        return Preview.of(MAPPING, stages, reader(records(columns, lines)), 100);
    }

    private static Preview.Value value(Preview.Outcome outcome, String item) {
        return outcome.values().stream().filter(value -> value.item().name().value().equals(item)).findFirst().orElseThrow();
    }

    private static List<RawRecord> records(List<String> names, String... lines) {
        Columns columns = new Columns(names);
        List<RawRecord> records = new ArrayList<>();
        for (String line : lines) {
            records.add(new RawRecord(columns, line.split(",", -1), records.size() + 2L));
        }
        return records;
    }

    private static RecordReader reader(List<RawRecord> records) {
        return new RecordReader() {
            @Override
            public List<RawRecord> next(int most) {
                return records.isEmpty() ? List.of() : List.of(records.removeFirst());
            }

            @Override
            public long bytesRead() {
                return 0;
            }

            @Override
            public void close() {}
        };
    }
}
