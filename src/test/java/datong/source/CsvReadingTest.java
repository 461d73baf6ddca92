package datong.source;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvReadingTest {
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final String TEXT = "姓名,电话\n赵示例,15400001001\n钱样本,15400001002\n";

    @TempDir
    Path folder;

    @Test
    void gb18030WithoutMarkIsRecognised() throws IOException {
        Reading reading = Reading.of(Reading.write(folder, "a.csv", TEXT + "李䶮𠮷,15400001003\n", GB18030));

        assertThat(reading.column("姓名")).containsExactly("赵示例", "钱样本", "李䶮𠮷");
        assertThat(reading.defects()).isEmpty();
    }

    @Test
    void byteOrderMarksAreRecognisedAndLeftOut() throws IOException {
        assertThat(Reading.of(folder, "a.csv", "\uFEFF" + TEXT).columns()).containsExactly("姓名", "电话");
        assertThat(Reading.of(Reading.write(folder, "b.csv", "\uFEFF" + TEXT, UTF_16LE)).column("电话")).containsExactly("15400001001", "15400001002");
    }

    @Test
    void aFileThatIsUtf8ForLongAndThenNotIsFlaggedWhereItBreaks() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write("姓名,电话\n".getBytes(UTF_8));
        bytes.write("赵示例,15400001001\n".repeat(20_000).getBytes(UTF_8));
        bytes.write("钱样本,15400001002\n".getBytes(GB18030));
        bytes.write("孙虚构,15400001003\n".getBytes(UTF_8));
        Reading reading = Reading.of(Files.write(folder.resolve("a.csv"), bytes.toByteArray()));

        assertThat(reading.records()).hasSize(20_002);
        assertThat(reading.defects()).containsExactly("BROKEN_BYTES");
        assertThat(reading.records().get(20_000).defect()).isPresent();
        assertThat(reading.column("姓名")).endsWith("孙虚构");
    }

    @Test
    void anAsciiFileWithOneLateGbkNameIsGb18030() throws IOException {
        Path file = Reading.write(folder, "a.csv", "name,phone\n" + "abc,123\n".repeat(40_000) + "赵示例,5\n", GB18030);

        assertThat(Reading.of(file).column("name")).endsWith("赵示例");
    }

    @Test
    void bytesThatNoCharsetKnowsAreADefectOfTheirRecordOnly() throws IOException {
        byte[] bytes = "姓名,电话\n赵示例,1\n?钱,2\n孙虚构,3\n".getBytes(GB18030);
        bytes[new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf('?')] = (byte) 0xFF;
        Reading reading = Reading.of(Files.write(folder.resolve("a.csv"), bytes));

        assertThat(reading.records()).hasSize(3);
        assertThat(reading.defects()).containsExactly("BROKEN_BYTES");
        assertThat(reading.records().get(1).defect()).isPresent();
    }

    @Test
    void titleRowsAreSkippedAndTotalsAreNoRecords() throws IOException {
        Path file = Reading.write(folder, "a.csv", "示范街道值班电话登记表(11月),,\n序号,日期,电话\n1,11.3,010-00000101\n小计,,1\n2,11.3,010-00000102\n合 计,,2\n", UTF_8);
        Reading reading = Reading.of(file, Reading.knowing("序号", "日期", "电话"));

        assertThat(reading.columns()).containsExactly("序号", "日期", "电话");
        assertThat(reading.column("序号")).containsExactly("1", "2");
        assertThat(reading.records().getFirst().row()).isEqualTo(3);
    }

    @Test
    void aHeaderOfTwoRowsIsJoined() throws IOException {
        Path file = Reading.write(folder, "a.csv", "序号,监测值,,备注\n,PM2.5,CO,\n1,52,0.9,x\n", UTF_8);

        assertThat(Reading.of(file, Reading.knowing("序号", "监测值/PM2.5", "监测值/CO", "备注")).columns())
                .containsExactly("序号", "监测值/PM2.5", "监测值/CO", "备注");
    }

    @Test
    void aFileWithoutTheKnownLabelsIsRefused() throws IOException {
        Path file = Reading.write(folder, "a.csv", "甲,乙,丙\n1,2,3\n", UTF_8);
        Reading reading = Reading.of(file, Reading.knowing("序号", "日期", "电话"));

        assertThat(reading.rule()).isEqualTo("NO_HEADER");
        assertThat(reading.refusal().orElseThrow().getMessage()).contains("60 %").doesNotContain("甲");
    }

    @Test
    void aDriftedHeaderIsStillAHeader() throws IOException {
        Path file = Reading.write(folder, "a.csv", "序号,日期,诉求人\n1,2,3\n", UTF_8);

        assertThat(Reading.of(file, Reading.knowing("序号", "日期", "来电人")).columns()).containsExactly("序号", "日期", "诉求人");
    }

    @Test
    void repeatedAndMissingHeaderNamesAreTold() throws IOException {
        assertThat(Reading.of(folder, "a.csv", "a,b,a,,c\n1,2,3,4,5\n").columns()).containsExactly("a", "b", "a#2", "column 4", "c");
    }

    @Test
    void shortRowsEndInNullsAndLongRowsAreDefective() throws IOException {
        Reading reading = Reading.of(folder, "a.csv", "a,b,c\n1,2\n1,2,3,,\n1,2,3,4\n");

        assertThat(reading.records().get(0).cells()).containsExactly("1", "2", null);
        assertThat(reading.records().get(1).cells()).containsExactly("1", "2", "3");
        assertThat(reading.records().get(2).cells()).containsExactly("1", "2", "3", "4");
        assertThat(reading.defects()).containsExactly("ROW_TOO_LONG");
    }

    @Test
    void delimitersAreDetected() throws IOException {
        for (char delimiter : ";\t|,".toCharArray()) {
            String text = "a,b,c\n\"1;1\",2,3\n4,5,6\n".replace(',', delimiter).replace("1;1", "1,1;1");
            assertThat(Reading.of(folder, "a.csv", text).column("a")).containsExactly("1,1;1", "4");
        }
    }

    @Test
    void aQuoteThatNeverClosesIsADefectOfTheLastRecord() throws IOException {
        assertThat(Reading.of(folder, "a.csv", "a,b\n1,2\n3,\"4\n5,6\n").defects()).containsExactly("UNCLOSED_QUOTE");
        assertThat(Reading.of(folder, "a.csv", "a,b\n1,2\n3,\"4\"\"\n").defects()).containsExactly("UNCLOSED_QUOTE");
        assertThat(Reading.of(folder, "a.csv", "a,b\n1,2\n3,\"4\"\"\"\n").defects()).isEmpty();
        assertThat(Reading.of(folder, "a.csv", "a,b\n1,2\n3,\"\"").defects()).isEmpty();
        assertThat(Reading.of(folder, "a.csv", "a,b\n1,2\n3,\"4\"\r\n").defects()).isEmpty();
    }

    @Test
    void recordsBeforeABrokenOneAreDelivered() throws IOException {
        Reading reading = Reading.of(folder, "a.csv", "a,b\n1,2\n3,\"4\"x\n5,6\n");

        assertThat(reading.column("a")).containsExactly("1");
        assertThat(reading.rule()).isEqualTo("BROKEN_CSV");
        assertThat(reading.refusal().orElseThrow().row()).isEqualTo(3);
    }

    @Test
    void anEmptyFileAndABinaryOneAreRefused() throws IOException {
        assertThat(Reading.of(folder, "a.csv", "").rule()).isEqualTo("EMPTY_DELIVERY");
        assertThat(Reading.of(folder, "a.csv", "\n \n").rule()).isEqualTo("EMPTY_DELIVERY");
        assertThat(Reading.of(folder, "a.csv", "ab\0cd").rule()).isEqualTo("NOT_TEXT");
        assertThat(Reading.of(folder, "a.xls", "<html><table><tr><td>1</td></tr></table></html>").rule()).isEqualTo("HTML_TABLE");
    }

    @Test
    void linesInsideQuotesCountForTheRow() throws IOException {
        assertThat(Reading.of(folder, "a.csv", "a,b\r\n1,\"x\ny\"\r\n2,z\r\n").records().stream().map(RawRecord::row).toList())
                .isEqualTo(List.of(2L, 4L));
    }
}
