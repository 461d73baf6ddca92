package datong.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import datong.schema.ItemName;
import datong.still.Drawn;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StillRuleTest {
    private static final String PICTURE = Base64.getEncoder().encodeToString(Drawn.picture("jpeg", 64, 48, (x, y) -> x * y));
    private static final CompiledMapping MAPPING = Given.mapping(Given.HEAD + "still: { from: 图片, case: 案件 }\n");

    private static MappedRecord mapped(String key, String picture) {
        Map<String, String> cells = new LinkedHashMap<>(Map.of("编号", key));
        cells.put("图片", picture);
        return MAPPING.map(Given.row(cells)).getFirst();
    }

    private static Object reference(String key, String picture) {
        return mapped(key, picture).values()[MAPPING.still().orElseThrow().ordinal()];
    }

    @Test
    void theSamePictureOfTheSameRecordHasTheSameReference() {
        assertThat(reference("1", PICTURE)).isEqualTo(reference("1", PICTURE)).asString().hasSize(26);
        assertThat(reference("1", PICTURE)).isNotEqualTo(reference("2", PICTURE)).isNotEqualTo(reference("1", "http://10.0.0.8/p/1.jpg"));
    }

    @Test
    void thePictureItselfStandsInNoItem() {
        assertThat(mapped("1", PICTURE).values()).noneMatch(value -> value != null && value.toString().contains(PICTURE.substring(0, 40)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://10.0.0.8/p/1.jpg", "https://10.0.0.8/p/1.png"})
    void anAddressIsTakenToo(String address) {
        assertThat(reference("1", address)).isNotNull();
        assertThat(StillRule.address(address)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"...", "见附件", "file:///etc/passwd", "/9j/", "[picture not kept: 4000 characters, SHA-256 00]"})
    void whatIsNeitherIsFlaggedAndTheRecordGoesOn(String text) {
        MappedRecord record = mapped("1", text);

        assertThat(record.flags()).containsExactly(new Flag("STILL_UNREADABLE", java.util.Optional.of(new ItemName("still"))));
        assertThat(record.problems()).isEmpty();
        assertThat(reference("1", text)).isNull();
    }

    @Test
    void aRecordWithoutAPictureIsComplete() {
        assertThat(mapped("1", "").flags()).isEmpty();
        assertThat(mapped("1", "无").flags()).isEmpty();
    }

    @Test
    void neitherOfItsColumnsNeedBeDelivered() {
        assertThat(MAPPING.check(Given.row(Map.of("编号", "1")).columns())).isInstanceOf(Mapping.Header.Fits.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            { from: 图片, item: nothing }    | no such item 'nothing'
            { from: 图片, item: channel }    | no such item 'channel'
            { from: 图片, item: is_confidential } | no such item 'is_confidential'
            { case: 案件 }                  | from
            { from: 图片, until: never }     | until
            """)
    void aRuleThatCannotBeMeantIsRefusedWithItsLine(String rule, String why) {
        List<String> errors = Given.errors(Given.HEAD + "still: " + rule + "\n");

        assertThat(errors).anySatisfy(error -> assertThat(error).startsWith("mappings/probe.mapping.yaml:12").contains(why));
    }

    @Test
    void anItemIsFilledFromOnePlaceOnly() {
        assertThat(Given.errors(Given.HEAD + "  still: 别处\nstill: { from: 图片 }\n")).anySatisfy(error -> assertThat(error).contains("cannot stand among the items too"));
    }
}
