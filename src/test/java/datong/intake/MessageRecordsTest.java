package datong.intake;

import static org.assertj.core.api.Assertions.assertThat;

import datong.mapping.CompiledMapping;
import datong.mapping.Given;
import datong.source.Defect;
import datong.source.RawRecord;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MessageRecordsTest {
    private static final CompiledMapping JSON = Given.mapping(Given.HEAD.replace("key: 编号", "format: { type: ndjson }\nkey: 编号") + "  title: 标题\n");
    private static final CompiledMapping XML = Given.mapping(Given.HEAD.replace("key: 编号", "format: { type: xml, records: Orders/Order }\nkey: 编号") + "  title: 标题\n");

    @Test
    void eachMessageIsARecordAndAnArrayIsSeveral() throws IOException {
        List<RawRecord> records = read(JSON, "{\"编号\":\"1\",\"标题\":\"a\"}", "[{\"编号\":\"2\"},{\"编号\":\"3\"}]");
        assertThat(records).extracting(record -> record.cell("编号")).containsExactly("1", "2", "3");
        assertThat(records).extracting(RawRecord::row).containsExactly(1L, 2L, 3L);
        assertThat(records).noneMatch(record -> record.defect().isPresent());
    }

    @Test
    void aMessageThatCannotBeReadIsKeptWholeAndTheNextIsRead() throws IOException {
        List<RawRecord> records = read(JSON, "{\"编号\":", "{\"编号\":\"2\"}", "", "[{\"编号\":\"3\"},{\"编号\"");
        assertThat(records).extracting(record -> record.defect().map(Defect::rule).orElse("")).containsExactly("BROKEN_JSON", "", "EMPTY_DELIVERY", "BROKEN_JSON");
        assertThat(records.getFirst().cells()).endsWith("{\"编号\":");
    }

    @Test
    void aNameThatTheMappingDoesNotKnowSetsAsideOnlyItsOwnMessage() throws IOException {
        List<RawRecord> records = read(JSON, "{\"编号\":\"1\",\"题目\":\"a\"}", "{\"编号\":\"2\",\"标题\":\"b\"}", "{\"编号\":\"3\",\"110199199107262152\":\"b\"}");
        assertThat(records).extracting(record -> record.defect().map(Defect::rule).orElse("")).containsExactly("HEADER_DRIFT", "", "HEADER_DRIFT");
        assertThat(records.getFirst().defect().orElseThrow().message()).contains("题目");
        assertThat(records.getFirst().cell("题目")).isEqualTo("a");
        assertThat(records.getLast().defect().orElseThrow().message()).doesNotContain("110199199107262152");
    }

    @Test
    void anXmlMessageIsARecordByItselfOrADocumentOfSeveralInItsOwnEncoding() throws IOException {
        byte[] gb = "<?xml version=\"1.0\" encoding=\"GB2312\"?><Order><编号>1</编号><标题>占道经营</标题></Order>".getBytes(Charset.forName("GBK"));
        byte[] several = "<Orders><Order><编号>2</编号></Order><Order><编号>3</编号></Order></Orders>".getBytes(StandardCharsets.UTF_8);
        List<RawRecord> records = all(new MessageRecords(List.of(gb, several), XML, Optional.empty()));
        assertThat(records).extracting(record -> record.cell("编号")).containsExactly("1", "2", "3");
        assertThat(records.getFirst().cell("标题")).isEqualTo("占道经营");
    }

    @Test
    void bytesThatAreNoTextAreADefectOfTheirMessage() throws IOException {
        byte[] broken = "{\"编号\":\"甲\"}".getBytes(Charset.forName("GBK"));
        assertThat(all(new MessageRecords(List.of(broken), JSON, Optional.empty()))).allMatch(record -> record.defect().isPresent());
    }

    @Test
    void aBombIsADefectOfItsMessage() throws IOException {
        assertThat(read(JSON, "{\"编号\":" + "[".repeat(100_000), "{\"编号\":\"2\"}")).extracting(record -> record.defect().isPresent()).containsExactly(true, false);
    }

    private static List<RawRecord> read(CompiledMapping mapping, String... messages) throws IOException {
        return all(new MessageRecords(Stream.of(messages).map(text -> text.getBytes(StandardCharsets.UTF_8)).toList(), mapping, Optional.empty()));
    }

    private static List<RawRecord> all(MessageRecords reader) throws IOException {
        List<RawRecord> all = new ArrayList<>();
        for (List<RawRecord> next = reader.next(2); !next.isEmpty(); next = reader.next(2)) {
            assertThat(next).hasSizeLessThanOrEqualTo(2);
            all.addAll(next);
        }
        return all;
    }
}
