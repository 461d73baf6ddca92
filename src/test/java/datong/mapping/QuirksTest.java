package datong.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import datong.source.Columns;
import datong.source.Defect;
import datong.source.RawRecord;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The quirks of DOMAIN §4.0 that a mapping answers for. */
class QuirksTest {
    private static CompiledMapping person(String line) {
        return Given.mapping(Given.HEAD.replace("element: matter", "element: person").replaceAll("(?m)^  .*\n", "") + "  " + line + "\n");
    }

    private static MappedRecord map(CompiledMapping mapping, String... cells) {
        Map<String, String> row = new HashMap<>(Map.of("编号", "1"));
        for (int i = 0; i < cells.length; i += 2) {
            row.put(cells[i], cells[i + 1]);
        }
        return Given.map(mapping, row);
    }

    @ParameterizedTest
    @ValueSource(strings = {"周?", "周？", "周\uFFFD", "周\uE000"})
    void q02aNameThatLostACharacterIsKeptAndFlagged(String name) {
        MappedRecord record = map(person("name: 姓名"), "姓名", name);

        assertThat(Given.value(record, "name")).isEqualTo(name);
        assertThat(Given.flags(record)).containsExactly("NAME_LOSSY:name");
    }

    @Test
    void q02aRareCharacterIsNoLoss() {
        assertThat(map(person("name: 姓名"), "姓名", "周䶮𠮷").flags()).isEmpty();
    }

    @Test
    void q03fullWidthCodesAndNumbersBecomePlainButFreeTextStays() {
        assertThat(Given.value(map(Given.item("involved_count: 人数"), "人数", "１２"), "involved_count")).isEqualTo(12);
        assertThat(Given.value(map(Given.item("event_code: 代码"), "代码", "１１０１９９ ０５ ０１"), "event_code")).isEqualTo("1101990501");
        assertThat(Given.value(map(Given.item("title: 标题"), "标题", "明灯街１２号"), "title")).isEqualTo("明灯街１２号");
        assertThat(map(Given.mapping(Given.HEAD), "编号", "ＡＢ１").sourceKey()).contains("AB1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.10199E+17", "1.10199195803121E+17", "110199195803121000"})
    void q06aNumberCutByASpreadsheetIsRejected(String text) {
        assertThat(Given.rules(map(person("id_number: { from: 证号, as: resident_id, on_error: flag }"), "证号", text))).containsExactly("ID_PRECISION_LOST");
    }

    @ParameterizedTest
    @CsvSource({"110199580312102,110199195803121021", "110199 580312 102,110199195803121021", "11019919880214206x,11019919880214206X",
        "１１０１９９１９５８０３１２１０２１,110199195803121021"})
    void q08residentIdsComeInNormalForm(String text, String expected) {
        assertThat(Given.value(map(person("id_number: { from: 证号, as: resident_id }"), "证号", text), "id_number")).isEqualTo(expected);
    }

    @Test
    void q08aWrongResidentIdIsRejectedWithItsRule() {
        assertThat(Given.rules(map(person("id_number: { from: 证号, as: resident_id }"), "证号", "110199195803121020"))).containsExactly("ID_CHECK_DIGIT");
    }

    @Test
    void q09aMaskedValueGoesToItsOwnItem() {
        MappedRecord record = map(person("id_number: { from: 证号, as: resident_id, masked: id_masked }"), "证号", "110199********1021");

        assertThat(Given.value(record, "id_number")).isNull();
        assertThat(Given.value(record, "id_masked")).isEqualTo("110199********1021");
        assertThat(Given.flags(record)).containsExactly("MASKED:id_number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"赵**", "赵＊＊"})
    void q09aMaskedNameWithoutAnItemOfItsOwnIsNoName(String name) {
        MappedRecord record = map(person("name: 姓名"), "姓名", name);

        assertThat(Given.value(record, "name")).isNull();
        assertThat(Given.flags(record)).containsExactly("MASKED:name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"不详", "无", "/", "-", "—", "保密", "NA", " 不详　"})
    void q09nullWordsAreNothingAndSaySo(String word) {
        MappedRecord record = map(person("name: 姓名"), "姓名", word);

        assertThat(Given.value(record, "name")).isNull();
        assertThat(Given.flags(record)).containsExactly("NULL_WORD:name");
    }

    @Test
    void q09nullWordsAreTheMappingsToChoose() {
        assertThat(Given.value(map(person("mobile: { from: 手机, null_words: ['0'] }"), "手机", "0"), "mobile")).isNull();
        assertThat(Given.value(map(Given.item("title: { from: 标题, null_words: [] }"), "标题", "无"), "title")).isEqualTo("无");
        assertThat(Given.value(map(Given.mapping("null_words: [缺]\n" + Given.HEAD + "  title: 标题\n"), "标题", "无"), "title")).isEqualTo("无");
    }

    @Test
    void q10aCellWithSeveralValuesIsSplit() {
        MappedRecord record = map(person("mobile: { from: 电话, as: phone, split: true, rest: other_phones }"), "电话", "15400001001/010-00000101、 １５４００００１００２");

        assertThat(Given.value(record, "mobile")).isEqualTo("15400001001");
        assertThat(Given.value(record, "other_phones")).isEqualTo(List.of("010-00000101", "15400001002"));
        assertThat(record.flags()).isEmpty();
    }

    @Test
    void q10furtherValuesWithoutAPlaceAreFlagged() {
        assertThat(Given.flags(map(person("mobile: { from: 电话, split: true }"), "电话", "15400001001/15400001002"))).containsExactly("MORE_VALUES:mobile");
    }

    @ParameterizedTest
    @CsvSource({"154 0000 1004,15400001004,", "15400001004 010-00000101,15400001004,010-00000101", "+86 15400001002,15400001002,"})
    void q10blanksInsideOneNumberDoNotSplitIt(String text, String first, String rest) {
        MappedRecord record = map(person("mobile: { from: 电话, as: phone, split: true, rest: other_phones }"), "电话", text);

        assertThat(Given.value(record, "mobile")).isEqualTo(first);
        assertThat(Given.value(record, "other_phones")).isEqualTo(rest == null ? null : List.of(rest));
    }

    @ParameterizedTest
    @CsvSource({"1,1", "男,1", "男性,1", "male,1", "M,1", "１,1", "女,2"})
    void q11codeAndLabelMean(String word, String code) {
        assertThat(Given.value(map(person("sex: { from: 性别, codes: { 男性: '1', M: '1', male: '1' } }"), "性别", word), "sex")).isEqualTo(code);
    }

    @Test
    void q11anUnknownWordIsRejectedFlaggedOrForgottenAsTheMappingSays() {
        assertThat(Given.rules(map(person("sex: 性别"), "性别", "雄"))).containsExactly("UNMAPPED_CODE");
        assertThat(Given.flags(map(person("sex: { from: 性别, unknown: flag }"), "性别", "雄"))).containsExactly("UNMAPPED_CODE:sex");
        assertThat(map(person("sex: { from: 性别, unknown: 'null' }"), "性别", "雄").flags()).isEmpty();
    }

    @Test
    void q11aCodeOfANullWordIsNoNullWord() {
        assertThat(Given.value(map(Given.item("is_confidential: { from: 密, codes: { 保密: true, 无: false } }"), "密", "保密"), "is_confidential")).isEqualTo(true);
    }

    @Test
    void q14aRenamedColumnIsDriftAndTheAdviceNamesIt() {
        Mapping.Header header = Given.item("reporter_name: 来电人").check(new Columns(List.of("编号", "诉求人")));

        assertThat(header).isEqualTo(new Mapping.Header.Drifted(List.of("诉求人"), List.of("来电人"),
                "if '来电人' is now called '诉求人', write from: [来电人, 诉求人]"));
    }

    @Test
    void q14aNewColumnIsDrift() {
        assertThat(Given.item("title: 标题").check(new Columns(List.of("编号", "标题", "满意度")))).isEqualTo(new Mapping.Header.Drifted(
                List.of("满意度"), List.of(), "column '满意度' is listed nowhere; map it to an item or add it to 'unused'"));
    }

    @Test
    void q14aMissingColumnIsDriftUnlessItIsOptional() {
        assertThat(Given.item("title: 标题").check(new Columns(List.of("编号")))).isInstanceOf(Mapping.Header.Drifted.class);
        assertThat(Given.mapping(Given.HEAD + "  title: 标题\noptional: [标题]\n").check(new Columns(List.of("编号")))).isEqualTo(new Mapping.Header.Fits());
    }

    @Test
    void q14aMovedColumnAndAnAlternativeFit() {
        CompiledMapping mapping = Given.item("title: { from: [标题, 题目] }");

        assertThat(mapping.check(new Columns(List.of("题目", "编号")))).isEqualTo(new Mapping.Header.Fits());
        assertThat(Given.value(map(mapping, "题目", "路灯"), "title")).isEqualTo("路灯");
    }

    @Test
    void q14columnsOfExpressionsCountAsMapped() {
        assertThat(Given.item("status: { expr: \"row['状态'] == '结案' ? 'CLOSED' : 'HUNG'\" }").check(new Columns(List.of("编号", "状态"))))
                .isEqualTo(new Mapping.Header.Fits());
    }

    @ParameterizedTest
    @CsvSource({"116.40,39.83,116.40,39.83,", "39.83,116.40,116.40,39.83,COORDINATES_SWAPPED:longitude", "0,0,,,COORDINATES_ZERO:longitude",
        "502345.12,301234.88,,,COORDINATES_NOT_DEGREES:longitude", "-76.61,39.29,-76.61,39.29,"})
    void q15coordinatesAreCheckedAsAPair(String x, String y, BigDecimal longitude, BigDecimal latitude, String flag) {
        MappedRecord record = map(Given.item("longitude: { from: X, as: coordinates }\n  latitude: { from: Y, as: coordinates }"), "X", x, "Y", y);

        assertThat(Given.value(record, "longitude")).isEqualTo(longitude);
        assertThat(Given.value(record, "latitude")).isEqualTo(latitude);
        assertThat(Given.flags(record)).isEqualTo(flag == null ? List.of() : List.of(flag));
    }

    @Test
    void q16freeTextToRedactIsNamed() {
        assertThat(map(Given.item("content: { from: 内容, redact: true }"), "内容", "x").redact()).extracting(Object::toString).containsExactly("content");
    }

    @ParameterizedTest
    @ValueSource(strings = {"测试", "111", " 测试 "})
    void q20testRowsOfOperatorsAreRejected(String title) {
        CompiledMapping mapping = Given.mapping(Given.HEAD + "  title: 标题\ndrop_rows: [ { column: 标题, is: [测试, 111] } ]\n");

        assertThat(Given.rules(map(mapping, "标题", title))).containsExactly("TEST_ROW");
    }

    @Test
    void q20anExpressionCanTellTestRows() {
        CompiledMapping mapping = Given.mapping(Given.HEAD + "  title: 标题\ndrop_rows: [ { when: \"row['标题'].startsWith('测试')\" } ]\n");

        assertThat(Given.rules(map(mapping, "标题", "测试一下"))).containsExactly("TEST_ROW");
        assertThat(Given.rules(map(mapping, "标题", "路灯"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"万元→元|50|500000", "万元→元|50万元|500000", "万元→元|500000元|500000", "万元→元|1.5|15000", "㎡|60㎡|60",
        "㎡|1,060|1060", "㎡|1,234,567.5㎡|1234567.5", "H|H 55|55", "元|３０|30", "x|1.2万|12000", "x|8.8k|8800", "x|2.1万|21000", "x|88%|0.88",
        "x|-99|-99", "x|1.5E3|1500", "x|0.91|0.91"})
    void q24q25numbersLoseUnitsAndSeparators(String unit, String text, BigDecimal expected) {
        MappedRecord record = map(Given.mapping(Given.HEAD.replace("element: matter", "element: thing").replaceAll("(?m)^  .*\n", "")
                + "  thing_type: { const: SENSOR }\n  last_value: { from: 值, unit: '" + unit + "' }\n"), "值", text);

        assertThat((BigDecimal) Given.value(record, "last_value")).isEqualByComparingTo(expected);
        assertThat(record.flags()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"60平", "1,06", "1..2", "12-3", "--", "1e999999999", "等2人", "0x10", "NaN", ","})
    void q25whatIsNoNumberIsFlagged(String text) {
        MappedRecord record = map(Given.item("involved_count: { from: 人数, null_words: [] }"), "人数", text);

        assertThat(Given.value(record, "involved_count")).isNull();
        assertThat(Given.flags(record)).containsExactly("NOT_A_NUMBER:involved_count");
    }

    @Test
    void aRoundCountIsApproximate() {
        MappedRecord record = map(Given.item("involved_count: 人数"), "人数", "10万+");

        assertThat(Given.value(record, "involved_count")).isEqualTo(100_000);
        assertThat(Given.flags(record)).containsExactly("APPROX:involved_count");
    }

    @Test
    void oneRowCanGiveAPersonAndItsRelation() {
        CompiledMapping mapping = Given.mapping(Given.HEAD + """
                also:
                  - element: person
                    code: caller
                    when: "row['是否保密'] != '是'"
                    key: 电话
                    items: { name: 姓名, mobile: 电话 }
                    relation: { name: REPORTED, to: main }
                """);

        List<MappedRecord> both = mapping.map(Given.row(Map.of("编号", "1", "电话", "15400001001", "姓名", "赵示例", "是否保密", "否")));

        assertThat(both).hasSize(2);
        assertThat(both.get(1).output().relation()).contains(new Mapping.Relation("REPORTED", false));
        assertThat(both.get(1).output().dataset().code()).hasToString("probe-caller");
        assertThat(both.get(1).sourceKey()).contains("15400001001");
        assertThat(mapping.map(Given.row(Map.of("编号", "1", "电话", "15400001001", "姓名", "赵示例", "是否保密", "是")))).hasSize(1);
        assertThat(mapping.map(Given.row(Map.of("编号", "1", "电话", "", "姓名", "赵示例", "是否保密", "否")))).hasSize(1);
    }

    @Test
    void anExpressionThatFailsIsAProblemOfItsRecord() {
        MappedRecord record = map(Given.item("involved_count: { expr: \"int(row['人数'])\" }"), "人数", "十");

        assertThat(Given.rules(record)).containsExactly("EXPR_FAILED");
        assertThat(record.problems().getFirst().message()).doesNotContain("十");
    }

    @Test
    void expressionsGiveTypedValues() {
        assertThat(Given.value(map(Given.item("involved_count: { expr: \"size(row['名单'].split('、'))\" }"), "名单", "甲、乙、丙"), "involved_count")).isEqualTo(3);
        assertThat(Given.value(map(Given.item("is_confidential: { expr: \"row['标记'] != ''\" }"), "标记", "x"), "is_confidential")).isEqualTo(true);
        assertThat(Given.value(map(Given.item("assist_org_ids: { expr: \"row['协办'].split(',')\" }"), "协办", "a,b"), "assist_org_ids")).isEqualTo(List.of("a", "b"));
        assertThat(ValueText.of(Given.value(map(Given.item("due_at: { expr: \"row['日'] + ' ' + row['时']\" }"), "日", "2026-11-03", "时", "9:05"), "due_at")))
                .isEqualTo("2026-11-03 09:05:00");
    }

    @Test
    void aMissingPartOfTheKeyIsAProblem() {
        CompiledMapping mapping = Given.mapping(Given.HEAD.replace("key: 编号", "key: [站点, 时间]"));

        assertThat(map(mapping, "站点", "1199A", "时间", "08:00").sourceKey()).contains("1199A|08:00");
        assertThat(Given.rules(map(mapping, "站点", "1199A", "时间", "不详"))).containsExactly("KEY_MISSING");
    }

    @Test
    void aKeyThatIsTooLongIsAProblem() {
        assertThat(Given.rules(map(Given.mapping(Given.HEAD), "编号", "x".repeat(129)))).containsExactly("KEY_TOO_LONG");
    }

    @Test
    void aRequiredItemWithoutAValueIsAProblem() {
        assertThat(Given.rules(map(Given.item("title: { from: 标题, required: true }"), "标题", "不详"))).containsExactly("REQUIRED");
    }

    @Test
    void aDefaultFillsWhatIsMissing() {
        assertThat(Given.value(map(Given.item("code_scheme: { from: 体系, default: LOCAL }"), "体系", ""), "code_scheme")).isEqualTo("LOCAL");
    }

    @Test
    void aBrokenRecordKeepsItsDefectAndIsRejected() {
        RawRecord raw = new RawRecord(new Columns(List.of("编号")), new String[] {"1"}, 7, Optional.of(new Defect("ROW_TOO_LONG", "the row has more cells than the header")));

        assertThat(Given.rules(Given.mapping(Given.HEAD).map(raw).getFirst())).containsExactly("ROW_TOO_LONG");
    }

    @Test
    void aShortRowReadsAsEmptyCells() {
        RawRecord raw = new RawRecord(new Columns(List.of("编号", "标题")), new String[] {"1"}, 7);

        assertThat(Given.value(Given.item("title: 标题").map(raw).getFirst(), "title")).isNull();
    }

    @Test
    void aPathComesFromSeveralColumnsOrOne() {
        CompiledMapping several = Given.item("category_path: { from: [一级, 二级], path: '->' }");
        CompiledMapping one = Given.item("category_path: { from: 分类, path: '->' }");

        assertThat(Given.value(map(several, "一级", "城市管理", "二级", "市容"), "category_path")).isEqualTo("城市管理>市容");
        assertThat(Given.value(map(several, "一级", "城市管理", "二级", ""), "category_path")).isEqualTo("城市管理");
        assertThat(Given.value(map(one, "分类", "城市管理 -> 市容->占道"), "category_path")).isEqualTo("城市管理>市容>占道");
    }

    @Test
    void aJsonCellIsReadAndMadeCanonical() {
        CompiledMapping mapping = Given.item("service_info: 信息");

        assertThat(ValueText.of(Given.value(map(mapping, "信息", "{\"b\": 1.0, \"a\": [\"x\"]}"), "service_info"))).isEqualTo("{\"a\":[\"x\"],\"b\":1}");
        assertThat(Given.flags(map(mapping, "信息", "{oops"))).containsExactly("NOT_JSON:service_info");
    }

    @Test
    void aJsonItemQuotesWhatItMust() {
        MappedRecord record = map(Given.item("outcome: { keys: { note: 备注, count: { from: 次数, as: integer } } }"), "备注", "说\"好\"\n\t\\", "次数", "3");

        assertThat(ValueText.of(Given.value(record, "outcome"))).isEqualTo("{\"count\":3,\"note\":\"说\\\"好\\\"\\n\\t\\\\\"}");
    }

    @ParameterizedTest
    @CsvSource({"+86 15400001002,15400001002", "154 0000 1004,15400001004", "8615400001002,15400001002", "010-00000101,010-00000101", "12345,12345"})
    void phonesComeInNormalForm(String text, String expected) {
        assertThat(Given.value(map(Given.item("reporter_phone: 电话"), "电话", text), "reporter_phone")).isEqualTo(expected);
    }

    @Test
    void aGridOfFourteenDigitsIsKeptAndFlagged() {
        MappedRecord record = map(Given.item("grid_code: 网格"), "网格", "11019900100200");

        assertThat(Given.value(record, "grid_code")).isEqualTo("11019900100200");
        assertThat(Given.flags(record)).containsExactly("GRID_LENGTH:grid_code");
    }

    @Test
    void noMessageHoldsAValue() {
        MappedRecord record = map(person("id_number: { from: 证号, as: resident_id }\n  sex: 性别\n  mobile: { from: 手机, on_error: reject }"),
                "证号", "110199195803121020", "性别", "雄", "手机", "15400001");

        assertThat(record.problems()).hasSize(3).allSatisfy(problem -> assertThat(problem.toString()).doesNotContain("1101991958", "雄", "15400001"));
    }
}
