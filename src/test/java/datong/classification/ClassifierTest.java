package datong.classification;

import static org.assertj.core.api.Assertions.assertThat;

import datong.classification.hanlp.HanlpNames;
import datong.schema.Element;
import datong.schema.ItemName;
import datong.schema.Level;
import datong.schema.yaml.CodeTableFiles;
import datong.validation.RecordValidator;
import datong.validation.Records;
import datong.validation.Validation;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassifierTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-03T12:00:00Z"), ZoneOffset.UTC);
    private static final RecordValidator VALIDATOR = new RecordValidator(CodeTableFiles.standard(), CLOCK);
    private static final Classifier CLASSIFIER = new Classifier(new RuleBasedScanner(new HanlpNames()), key -> "digest", CLOCK);

    @Test
    void theLevelIsThatOfTheHighestItemFilled() {
        assertThat(classify(matter()).level()).isEqualTo(Level.L1);
        assertThat(classify(matter().with("urgency", "D7").with("source_no", "示热-1")).level()).isEqualTo(Level.L2);
        assertThat(classify(matter().with("title", "占道经营")).level()).isEqualTo(Level.L3);
        assertThat(classify(matter().with("reporter_id_number", "110199195803121021")).level()).isEqualTo(Level.L4);
    }

    @Test
    void onlyWhatConcernsAPersonIsPersonal() {
        assertThat(classify(matter()).personal()).isFalse();
        assertThat(classify(matter().with("reporter_name", "赵示例")).personal()).isTrue();
    }

    @Test
    void aChildUnderFourteenLiftsTheRecordAndIsMarked() {
        Records person = Records.of(Element.PERSON).with("name", "孙虚构").with("birth_date", LocalDate.of(2014, 5, 3));
        ClassifiedRecord child = classify(person);
        assertThat(child.level()).isEqualTo(Level.L4);
        assertThat(value(child, "is_minor_u14")).isEqualTo(true);
        ClassifiedRecord fourteen = classify(person.with("birth_date", LocalDate.of(2012, 11, 3)));
        assertThat(fourteen.level()).isEqualTo(Level.L3);
        assertThat(value(fourteen, "is_minor_u14")).isNull();
    }

    @Test
    void aChildsIdNumberLiftsAMatterToo() {
        assertThat(classify(matter().with("reporter_id_number", "110199201405030317")).level()).isEqualTo(Level.L4);
    }

    @Test
    void confidentialMattersAndReportsOfWrongdoingAreHighest() {
        assertThat(classify(matter().with("is_confidential", true)).level()).isEqualTo(Level.L4);
        assertThat(classify(matter().with("request_kind", "REPORT")).level()).isEqualTo(Level.L4);
        assertThat(classify(matter().with("is_confidential", false).with("request_kind", "CONSULT")).level()).isEqualTo(Level.L2);
    }

    @Test
    void anIdNumberInTextThatIsNotRedactedLiftsItToTheHighestLevel() {
        ClassifiedRecord record = classify(matter().with("content", "身份证110199195803121021办不了"));
        assertThat(record.level()).isEqualTo(Level.L4);
        assertThat(record.flags()).contains("TEXT_HOLDS_ID:content");
    }

    @Test
    void freeTextIsRedactedWhereTheMappingSaysSoAndStaysAtItsLevel() {
        ClassifiedRecord record = classify(matter().with("content", "身份证110199195803121021，回电找赵阿姨15400001001").redacting("content"));
        assertThat(value(record, "content")).isEqualTo("身份证〔证件号〕，回电找〔姓名〕〔手机号〕");
        assertThat(record.level()).isEqualTo(Level.L3);
    }

    @Test
    void redactionLeavesTheMappedRecordAlone() {
        var mapped = matter().with("content", "回电15400001001").redacting("content").mapped();
        CLASSIFIER.classify(((Validation.Valid) VALIDATOR.validate(mapped)).record());
        assertThat(mapped.values()).contains("回电15400001001");
    }

    @ParameterizedTest
    @ValueSource(strings = {"110199195803121021", "11019919880214206X|2026", "15400001001", "110199580312102", "赵示例-15400001001", "P110199195803121021001"})
    void aKeyThatHoldsAPersonalNumberIsDigested(String key) {
        ClassifiedRecord record = classify(matter().key(key));
        assertThat(record.sourceKey()).isEqualTo("digest");
        assertThat(record.flags()).contains("KEY_DIGESTED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"示热-261103-000147", "SG20261103001025", "110199260000012345", "AL20261103083011001", "1101990103000123", "110199001001001"})
    void anOrdinaryKeyStays(String key) {
        assertThat(classify(matter().key(key)).sourceKey()).isEqualTo(key);
    }

    @Test
    void flagsOfValidationAreKept() {
        assertThat(classify(matter().with("grid_code", "11019900100200")).flags()).containsExactly("GRID_LENGTH:grid_code");
    }

    private static Records matter() {
        return Records.of(Element.MATTER).with("matter_type", "REQUEST").with("reported_at", Instant.parse("2026-11-03T00:12:45Z"));
    }

    private static ClassifiedRecord classify(Records records) {
        return CLASSIFIER.classify(((Validation.Valid) VALIDATOR.validate(records.mapped())).record());
    }

    private static Object value(ClassifiedRecord record, String item) {
        return record.values()[record.output().schema().item(new ItemName(item)).orElseThrow().ordinal()];
    }
}
