package datong.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonAndXmlReadingTest {
    @TempDir
    Path folder;

    @Test
    void nestedValuesBecomePathsAndArraysStayText() throws IOException {
        Reading reading = Reading.of(folder, "a.json", "[{\"sn\":\"17431\",\"ext\":{\"scene\":\"SC02\",\"confidence\":0.910},\"tags\":[1,\"二\"],\"none\":null,\"ok\":true}]");

        assertThat(reading.columns()).containsExactly("sn", "ext/scene", "ext/confidence", "tags", "none", "ok");
        assertThat(reading.records().getFirst().cells()).containsExactly("17431", "SC02", "0.910", "[1,\"二\"]", null, "true");
    }

    @Test
    void recordsAreFoundAtTheirPath() throws IOException {
        Path file = Reading.write(folder, "a.json", "{\"total\":2,\"data\":{\"other\":[{}],\"rows\":[{\"a\":1},{\"a\":2}]}}", StandardCharsets.UTF_8);

        assertThat(Reading.of(file, Reading.recordsAt("data/rows")).column("a")).containsExactly("1", "2");
        assertThat(Reading.of(file, Reading.recordsAt("data/lines")).rule()).isEqualTo("NO_RECORDS");
    }

    @Test
    void aBrokenLineIsDefectiveAndKeptWholeAndTheNextGoesOn() throws IOException {
        Reading reading = Reading.of(folder, "a.ndjson", "{\"a\":1}\n{\"a\":2,\n\n{\"a\":3,\"b\":4}\n");

        assertThat(reading.column("a")).containsExactly("1", null, "3");
        assertThat(reading.defects()).containsExactly("BROKEN_JSON");
        assertThat(reading.records().get(1).cells()).endsWith("{\"a\":2,");
        assertThat(reading.records().get(2).row()).isEqualTo(4);
    }

    @Test
    void linesOfJsonAreToldFromADocumentByTheirBytes() throws IOException {
        assertThat(Reading.of(folder, "lines", "{\"a\":1}\n{\"a\":2}").column("a")).containsExactly("1", "2");
        assertThat(Reading.of(folder, "document", "{\n  \"a\":1,\n  \"b\":{\n \"c\":2 } }").columns()).containsExactly("a", "b/c");
    }

    @Test
    void recordsBeforeABrokenPlaceAreDelivered() throws IOException {
        Reading reading = Reading.of(folder, "a.json", "[{\"a\":1},{\"a\":2},\n{\"a\":tru}]");

        assertThat(reading.column("a")).containsExactly("1", "2");
        assertThat(reading.refusal().orElseThrow().getMessage()).contains("line 2").doesNotContain("tru}");
        assertThat(reading.refusal().orElseThrow().row()).isEqualTo(3);
    }

    @Test
    void repeatedKeysNotANumberAndDepthAreRefused() throws IOException {
        assertThat(Reading.of(folder, "a.json", "[{\"a\":1,\"a\":2}]").rule()).isEqualTo("BROKEN_JSON");
        assertThat(Reading.of(folder, "a.json", "[{\"a\":NaN}]").rule()).isEqualTo("BROKEN_JSON");
        assertThat(Reading.of(folder, "a.json", "[".repeat(200) + "]".repeat(200)).rule()).isEqualTo("BROKEN_JSON");
    }

    @Test
    void aNewNameWidensTheColumnsOfItsBatchSoThatDriftShows() throws IOException {
        Reading reading = Reading.of(folder, "a.ndjson", "{\"a\":1}\n".repeat(10) + "{\"a\":1,\"b\":2}\n");

        assertThat(reading.records().getFirst().columns().names()).containsExactly("a");
        assertThat(reading.records().getLast().columns().names()).containsExactly("a", "b");
        assertThat(reading.records().get(7).columns()).isSameAs(reading.records().getLast().columns());
    }

    @Test
    void gbkJsonIsRead() throws IOException {
        Path file = Reading.write(folder, "a.json", "[{\"场景\":\"垃圾桶满溢\"}]", Charset.forName("GBK"));

        assertThat(Reading.of(file).column("场景")).containsExactly("垃圾桶满溢");
    }

    @Test
    void childrenAndAttributesOfXmlBecomeCells() throws IOException {
        Reading reading = Reading.of(folder, "a.xml", "<?xml version=\"1.0\" encoding=\"GB2312\"?><Alarms><Notify sn=\"1\"><CmdType>Alarm</CmdType>"
                + "<Info><AlarmType>2</AlarmType></Info><Photo>a</Photo><Photo>b</Photo></Notify><Notify sn=\"2\"><CmdType>Alarm &amp; 警</CmdType></Notify></Alarms>");

        assertThat(reading.columns()).containsExactly("@sn", "CmdType", "Info/AlarmType", "Photo");
        assertThat(reading.records().getFirst().cells()).containsExactly("1", "Alarm", "2", "[\"a\",\"b\"]");
        assertThat(reading.column("CmdType")).containsExactly("Alarm", "Alarm & 警");
    }

    @Test
    void oneMessageIsOneRecord() throws IOException {
        Reading reading = Reading.of(folder, "a.xml", "<Notify><CmdType>Alarm</CmdType><SN>1</SN><Info><Kind>5</Kind></Info></Notify>");

        assertThat(reading.records()).hasSize(1);
        assertThat(reading.records().getFirst().cells()).containsExactly("Alarm", "1", "5");
    }

    @Test
    void recordsOfXmlAreFoundAtTheirPath() throws IOException {
        Path file = Reading.write(folder, "a.xml", "<r><head><n>9</n></head><body><row><a>1</a></row><row><a>2</a></row></body></r>", StandardCharsets.UTF_8);

        assertThat(Reading.of(file, Reading.recordsAt("r/body/row")).column("a")).containsExactly("1", "2");
        assertThat(Reading.of(file, Reading.recordsAt("r/body/line")).rule()).isEqualTo("NO_RECORDS");
    }

    @Test
    void declaredEntitiesAndBrokenXmlAreRefused() throws IOException {
        assertThat(Reading.of(folder, "a.xml", "<?xml version=\"1.0\"?><!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><r><a>&x;</a></r>").rule())
                .isEqualTo("XML_WITH_DTD");
        Reading broken = Reading.of(folder, "a.xml", "<r><row><a>1</a><b/></row><row><a>2</b></row></r>");
        assertThat(broken.rule()).isEqualTo("BROKEN_XML");
        assertThat(broken.column("a")).containsExactly("1");
    }
}
