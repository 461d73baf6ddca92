package datong.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import datong.schema.Level;
import datong.source.Columns;
import datong.source.RawRecord;
import datong.source.RecordReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PreviewTest {
    private static final Columns COLUMNS = new Columns(List.of("编号", "标题", "电话", "备注"));

    @Test
    void aPreviewShowsCellsValuesFlagsAndLevels() throws Exception {
        CompiledMapping mapping = Given.mapping(Given.HEAD + "  title: { from: 标题, redact: true }\n  reporter_phone: 电话\nunused: [备注]\n");

        Preview preview = Preview.of(mapping, reader(List.of("1,路灯,15400001001,x", "2,不详,abc,y", "3,,,")), 2);

        assertThat(preview.header()).contains(new Mapping.Header.Fits());
        assertThat(preview.rows()).hasSize(2);
        assertThat(preview.rows().getFirst().cells()).contains(
                new Preview.Cell("电话", "15400001001", Level.L3, List.of("matter.reporter_phone")), new Preview.Cell("备注", "x", Level.L4, List.of()));
        Preview.Outcome outcome = preview.rows().getFirst().outcomes().getFirst();
        assertThat(outcome.values()).filteredOn(value -> value.item().name().value().equals("title")).singleElement()
                .satisfies(value -> assertThat(value.text() + value.columns() + value.redact()).isEqualTo("路灯[标题]true"));
        assertThat(preview.rows().get(1).outcomes().getFirst().flags()).extracting(Flag::toString)
                .containsExactlyInAnyOrder("NULL_WORD:title", "PHONE_FORMAT:reporter_phone");
        assertThat(outcome.rejected()).isFalse();
    }

    private static RecordReader reader(List<String> lines) {
        List<RawRecord> records = new ArrayList<>(lines.stream().map(line -> new RawRecord(COLUMNS, line.split(",", -1), 1)).toList());
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
