package datong.mapping.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import datong.mapping.Given;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A steward's mistakes, each with the line it stands in and what to do. */
class MappingErrorsTest {
    @Test
    void theHeadOfTheTestsIsGood() {
        assertThat(Given.errors(Given.HEAD)).isEmpty();
    }

    /** Mistakes in the line appended behind the eleven lines of the head, as an item. */
    static Stream<Arguments> items() {
        return Stream.of(
                arguments("reporter_fone: 来电号码", "matter has no item 'reporter_fone'; did you mean 'reporter_phone'?"),
                arguments("title: { frm: 标题 }", "unknown key 'frm' in 'title'; did you mean 'from'?"),
                arguments("due_at: { from: 截止, as: timestmp }", "'timestmp' is not allowed as 'as'; did you mean 'timestamp'?"),
                arguments("due_at: { from: 截止, as: decimal }", "'decimal' does not fit 'due_at', which is timestamp; expected one of timestamp"),
                arguments("urgency: { from: 紧急, codes: { 急: H4 } }", "'H4' is no code of urgency; did you mean 'H2'?"),
                arguments("channel: { const: WEBB }", "'WEBB' is no code of channel; did you mean 'WEB'?"),
                arguments("involved_count: { from: 人数, default: many }", "'many' in 'default' is not integer"),
                arguments("is_confidential: { from: 保密, codes: { 密: 是 } }", "'是' in 'codes' is not boolean"),
                arguments("status: { expr: \"row['状态'] = 'x'\" }", "expression, column 11: "),
                arguments("status: { expr: \"rwo['状态']\" }", "expression, column 1: undeclared reference to 'rwo'"),
                arguments("title: { from: 标题, const: x }", "'title' needs exactly one of from, expr, const and keys; it has from and const"),
                arguments("title: { as: text }", "'title' needs exactly one of from, expr, const and keys; it has none"),
                arguments("title: { keys: { a: 标题 } }", "only a json item has keys; 'title' is text"),
                arguments("reporter_phone: { from: 电话, masked: reporter_fone_masked }", "matter has no item 'reporter_fone_masked'; did you mean 'reporter_phone_masked'?"),
                arguments("reporter_phone: { from: 电话, rest: reporter_other_phones }", "'rest' takes the further values of a cell that is split; add split: true"),
                arguments("reporter_phone: { from: 电话, split: true, rest: title }", "'rest' must name an item that is a list of texts; 'title' is text"),
                arguments("due_at: { from: 截止, pattern: 'yyyy-bb' }", "'yyyy-bb' is no date pattern: "),
                arguments("due_at: { from: 截止, zone: Asia/Bejing }", "'Asia/Bejing' is no time zone; expected one like Asia/Shanghai or +08:00"),
                arguments("title: { from: 标题, relative_to: 时间 }", "'relative_to' goes with dates and timestamps, not with text"),
                arguments("title: { from: 标题, unit: 元 }", "a unit stands in numbers; 'title' is converted as text"),
                arguments("reported_at: { const: x }", "'reported_at' stands here twice"),
                arguments("due_at: { from: 截止, redact: true }", "only text can be redacted; 'due_at' is timestamp"),
                arguments("sex: 性别", "matter has no item 'sex'"));
    }

    @ParameterizedTest
    @MethodSource("items")
    void aMistakeInAnItemNamesItsLine(String line, String message) {
        assertThat(Given.errors(Given.HEAD + "  " + line + "\n")).singleElement().asString().startsWith("mappings/probe.mapping.yaml:12: " + message);
    }

    /** Lines of the head that are replaced, with the line and message that follow. */
    static Stream<Arguments> heads() {
        return Stream.of(
                arguments("element: matter", "element: mater", 2, "'mater' is not allowed as 'element'; did you mean 'matter'?"),
                arguments("version: 1.0.0", "version: 1.0", 3, "'version' must be string, not number"),
                arguments("version: 1.0.0", "version: v1", 3, "'version': expected a semantic version like 1.0.0"),
                arguments("provider: 11110199MB00DEM264", "provider: 11110199MB00DEM265", 4, "the provider is no unified social credit code: "),
                arguments("{ basis: STATUTORY_DUTY }", "{ basis: DUTY }", 5, "'DUTY' is not allowed as 'basis'"),
                arguments("purpose: SERVICE.REQUEST", "purpose: request", 6, "'purpose': expected purpose of processing"),
                arguments("retention_days: 30\n", "", 1, "'retention_days' is missing"),
                arguments("source: probe", "source: prob", 1, "the file of source 'prob' must be called prob.mapping.yaml"),
                arguments("key: 编号", "keys: 编号", 1, "'key' is missing"),
                arguments("  matter_type: { const: REQUEST }\n", "", 9, "matter needs 'matter_type': map it, or give it a 'const'"),
                arguments("key: 编号", "key: { expr: 'row[1]' }", 8, "expression, column 4: "),
                arguments("source: probe", "source: [probe", 2, "not YAML: "));
    }

    @ParameterizedTest
    @MethodSource("heads")
    void aMistakeInTheHeadNamesItsLine(String good, String bad, int line, String message) {
        assertThat(Given.errors(Given.HEAD.replace(good, bad))).first().asString().startsWith("mappings/probe.mapping.yaml:" + line + ": " + message);
    }

    /** Keys behind the items. */
    static Stream<Arguments> tails() {
        return Stream.of(
                arguments("unsued: [备注]", 12, "unknown key 'unsued'; did you mean 'unused'?"),
                arguments("unused: [编号]", 12, "column '编号' is unused but stands elsewhere in the file too"),
                arguments("unused:\n  - 备注\n  - 备注", 14, "column '备注' is unused but stands elsewhere in the file too"),
                arguments("format: { type: cvs }", 12, "'cvs' is not allowed as 'type'; did you mean 'csv'?"),
                arguments("format:\n  charset: GKB", 13, "'GKB' is no charset; expected auto, UTF-8 or GB18030"),
                arguments("format: { delimiter: '||' }", 12, "a delimiter is one character, 'tab' or 'auto'"),
                arguments("drop_rows: [ { column: 编号 } ]", 12, "a row to drop is told by 'column' and 'is', or by 'when'"),
                arguments("drop_rows:\n  - when: \"row['编号']\"", 13, "'when' must be true or false"),
                arguments("deleted: \"row['编号']\"", 12, "'deleted' must be true or false"),
                arguments("deleted: \"row['编号'] ==\"", 12, "expression, column "),
                arguments("snapshot: { missing_runs: 1 }", 12, "'missing_runs': "),
                arguments("snapshot: { runs: 2 }", 12, "unknown key 'runs' in 'snapshot'"),
                arguments("deleted: \"row['编号'] == 'D'\"\nsnapshot: {}", 13, "a source either delivers everything ('snapshot') or says what is gone ('deleted')"),
                arguments("also:\n  - element: person\n    key: 电话\n    items: { name: 姓名 }\n    relation: { name: REPORTS, to: main }",
                        16, "there is no relation 'REPORTS'; did you mean 'REPORTED'?"),
                arguments("also:\n  - element: person\n    key: 电话\n    items: { name: 姓名 }\n    relation: { name: REPORTED }",
                        16, "say which way the relation goes: 'from: main' or 'to: main'"),
                arguments("also:\n  - element: matter\n    key: 电话\n    items: { matter_type: { const: ALARM }, reported_at: 时间 }",
                        13, "there are two outputs called 'matter'; give this one a 'code' of its own"),
                arguments("also:\n  - element: person\n    key: 电话\n    items:\n      name: 姓名\n      religion: 宗教",
                        17, "'religion' is switched off: name the legal duty that needs it with 'duty', or move its column to 'unused'"),
                arguments("across:\n  - { flag: X_Y, of: place, relation: OCURRED_AT }", 13, "there is no relation 'OCURRED_AT'; did you mean 'OCCURRED_AT'?"),
                arguments("across:\n  - { flag: X_Y, of: place, item: titel, among: name }", 13, "matter has no item 'titel'; did you mean 'title'?"),
                arguments("across:\n  - { flag: X_Y, of: place, item: status }", 13, "a rule across records has 'relation' (each record has one), "),
                arguments("across:\n  - { flag: X_Y, of: person, item: reporter_phone, among: mobile }", 13, "'reporter_phone' is of level L3 and encrypted; only items of L1 and L2"),
                arguments("across:\n  - { flag: X_Y, of: place, item: division_code, among: floor_area }", 13, "'division_code' is string and 'floor_area' is decimal; they cannot be equal"),
                arguments("across:\n  - { flag: X_Y, of: plaice, relation: OCCURRED_AT }", 13, "'plaice' is not allowed as 'of'; did you mean 'place'?"),
                arguments("freshness: { every: 24h }", 12, "'24h' is no time span; expected one like PT24H (24 hours), PT1H or P7D"),
                arguments("freshness: { working_days: true }", 12, "'every' is missing"),
                arguments("completeness: { by: division_code, at: reported_at, every: PT7H }", 12, "a day is no multiple of 'PT7H'; expected one like PT1H, PT30M or P1D"),
                arguments("completeness: { by: division_code, at: status, every: PT1H }", 12, "'status' is string; expected a timestamp"),
                arguments("completness: { by: division_code }", 12, "unknown key 'completness'; did you mean 'completeness'?"),
                arguments("updated_at: { from: 更新, as: date }", 12, "'date' does not fit 'source_updated_at', which is timestamp"));
    }

    @ParameterizedTest
    @MethodSource("tails")
    void aMistakeBehindTheItemsNamesItsLine(String tail, int line, String message) {
        assertThat(Given.errors(Given.HEAD + tail + "\n")).first().asString().startsWith("mappings/probe.mapping.yaml:" + line + ": " + message);
    }

    @Test
    void anExpressionOverSeveralLinesNamesTheRightOne() {
        assertThat(Given.errors(Given.HEAD + "  status:\n    expr: |\n      row['a'] == 'x'\n        ? 'CLOSED'\n        : rwo['b']\n"))
                .containsExactly("mappings/probe.mapping.yaml:16: expression, column 5: undeclared reference to 'rwo'");
        assertThat(Given.errors(Given.HEAD + "  status:\n    expr: |\n      row['a'] == 'x'\n        ? 'CLOSED' :\n"))
                .containsExactly("mappings/probe.mapping.yaml:15: expression, column 15: mismatched input: the expression ends too early");
    }

    @Test
    void everyMistakeIsToldAtOnceInTheOrderOfTheFile() {
        List<String> errors = Given.errors(Given.HEAD + "  titel: 标题\n  contents: 内容\nunused: [编号]\n");

        assertThat(errors).hasSize(3).isSortedAccordingTo((one, other) -> Integer.compare(line(one), line(other)));
    }

    @Test
    void aBombOfAliasesIsRefused() {
        String bomb = "a: &a [x, x]\nb: &b [*a, *a, *a, *a, *a, *a]\nc: &c [*b, *b, *b, *b, *b, *b]\nd: &d [*c, *c, *c, *c, *c, *c]\n"
                + "e: &e [*d, *d, *d, *d, *d]\nf: [*e, *e, *e, *e, *e]\n";

        assertThat(Given.errors(bomb)).isNotEmpty();
    }

    @Test
    void anEmptyFileSaysSo() {
        assertThat(Given.errors("")).containsExactly("mappings/probe.mapping.yaml:1: the file is empty");
    }

    private static int line(String error) {
        return Integer.parseInt(error.split(":")[1]);
    }
}
