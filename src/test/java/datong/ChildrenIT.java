package datong;

import static org.assertj.core.api.Assertions.assertThat;

import datong.ledger.Ledger;
import datong.ledger.PersonNumbers.PersonNumber;
import datong.ledger.Selection;
import datong.ledger.Selection.Operator;
import datong.policy.ranger.PolicyFolder;
import datong.protection.ProtectedRow;
import datong.query.Queries;
import datong.query.QueryAnswer;
import datong.query.QueryRequest;
import datong.schema.DatasetCode;
import datong.schema.ItemName;
import datong.schema.ValueKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** PIPL 28 from a row in the inbox to an answer: a tenant's child in the register of the floating population, and orders that name a child. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ChildrenIT {
    private static final DatasetCode ORDERS = new DatasetCode("hotline-12345");
    private static final DatasetCode TENANTS = new DatasetCode("floating-population");
    private static final String COLUMNS = "序号,姓名,性别,身份证号,民族,户籍地,流入原因,来本地时间,现居住地址,房东姓名,房东电话,居住证号,登记日期,到期日期,手机号,从业单位,备注\n";
    @TempDir
    static Path folder;
    private static TestHub hub;

    @BeforeAll
    static void start() throws IOException {
        hub = TestHub.start(folder);
        String rows = COLUMNS + person(1, "钱样本", resident(LocalDate.of(1991, 7, 26)), "15400001002") + person(2, "钱小样", resident(LocalDate.now().minusYears(8)), "15400001003");
        assertThat(hub.deliver("floating-population", rows.getBytes(StandardCharsets.UTF_8))).satisfies(delivered -> assertThat(delivered.state()).as(delivered.toString()).isEqualTo("DONE"));
        assertThat(hub.number("SELECT count(*) FROM ledger.person")).isEqualTo(2);
    }

    @AfterAll
    static void close() {
        hub.close();
    }

    private static String person(int number, String name, String id, String mobile) {
        return number + "," + name + ",男," + id + ",汉,河北省某市某县,务工,2024年3月,晨光里5号楼101,,,,,," + mobile + ",,\n";
    }

    private static String resident(LocalDate birth) {
        String body = "110199" + birth.format(DateTimeFormatter.BASIC_ISO_DATE) + "215";
        int sum = 0;
        for (int digit = 0; digit < 17; digit++) {
            sum += (body.charAt(digit) - '0') * ((1 << (17 - digit)) % 11);
        }
        return body + "10X98765432".charAt(sum % 11);
    }

    private static List<List<Object>> orders(List<Selection.Order> order) {
        QueryAnswer answer = hub.part(Queries.class).ask(new QueryRequest(hub.part(PolicyFolder.class).find("street").orElseThrow(), ORDERS,
                List.of(new ItemName("source_no"), new ItemName("title"), new ItemName("reporter_name"), new ItemName("reporter_phone")), List.of(), order, Optional.empty(), 100, "SERVICE.REQUEST",
                Optional.empty(), Optional.empty(), Optional.empty(), "127.0.0.1"));
        assertThat(answer).isInstanceOf(QueryAnswer.Answered.class);
        return ((QueryAnswer.Answered) answer).rows().stream().map(ProtectedRow::values).toList();
    }

    /** Last, as it delivers further people. */
    @Test
    @Order(Integer.MAX_VALUE)
    void anOrderThatNamesAChildsPhoneIsWithheldItemByItemOnceTheLedgerKnowsTheChild() throws IOException {
        String late = "15400001077";
        assertThat(hub.deliver("hotline-12345", TestHub.hotline(List.of(), List.of(order("C-1", "15400001003"), order("C-2", "15400001002"), order("C-3", late)))).state()).isEqualTo("DONE");
        assertThat(withheld()).containsExactly("C-1");
        String rows = COLUMNS + person(3, "孙小样", resident(LocalDate.now().minusYears(6)), late);
        assertThat(hub.deliver("floating-population", rows.getBytes(StandardCharsets.UTF_8)).state()).isEqualTo("DONE");
        assertThat(withheld()).containsExactly("C-1", "C-3");
        Set<PersonNumber> phones = Set.of(new PersonNumber(ValueKind.PHONE, "15400001003"), new PersonNumber(ValueKind.PHONE, late));
        assertThat(hub.part(Ledger.class).childrensAmong(phones, LocalDate.now())).isEqualTo(phones);
        assertThat(hub.part(Ledger.class).childrensAmong(phones, LocalDate.now().plusYears(7))).as("once the older one is fourteen").containsExactly(new PersonNumber(ValueKind.PHONE, late));
        assertThat(hub.deliver("floating-population", (COLUMNS + person(4, "李样本", resident(LocalDate.of(1990, 2, 3)), late)).getBytes(StandardCharsets.UTF_8)).state()).isEqualTo("DONE");
        assertThat(withheld()).as("a phone that an adult has as well").containsExactly("C-1");
        assertThat(orders(List.of(new Selection.Order(new ItemName("reporter_sex"), false)))).extracting(row -> row.getFirst()).doesNotContain("C-1").contains("C-2", "C-3");
    }

    private static Map<String, String> order(String number, String phone) {
        return TestHub.order(number, "来电人", "赵示例", "来电号码", phone, "村/社区", "晨光社区");
    }

    private static List<String> withheld() {
        List<List<Object>> rows = orders(List.of());
        assertThat(rows).allSatisfy(row -> assertThat(row.getFirst()).isNotNull());
        return rows.stream().filter(row -> row.get(1) == null && row.get(2) == null && row.get(3) == null).map(row -> (String) row.getFirst()).sorted().toList();
    }

    private static QueryAnswer.Answered ask(List<QueryRequest.Filter> filters, int limit, Optional<String> caseNumber) {
        List<ItemName> items = List.of(new ItemName("name"), new ItemName("sex"), new ItemName("mobile"), new ItemName("id_type"));
        QueryAnswer answer = hub.part(Queries.class).ask(new QueryRequest(hub.part(PolicyFolder.class).find("street").orElseThrow(), TENANTS, items, filters, List.of(), Optional.empty(), limit,
                "GOVERNANCE", Optional.empty(), caseNumber, Optional.empty(), "127.0.0.1"));
        assertThat(answer).isInstanceOf(QueryAnswer.Answered.class);
        return (QueryAnswer.Answered) answer;
    }

    @Test
    void aStreetSeesTheTenantAndOfTheChildNothingButThatItIsThere() {
        List<List<Object>> rows = ask(List.of(), 10, Optional.empty()).rows().stream().map(ProtectedRow::values).toList();
        assertThat(rows).hasSize(2).anySatisfy(row -> assertThat(row).startsWith("钱样本").contains("15400001002"))
                .anySatisfy(row -> assertThat(row).startsWith(null, null, null).endsWith("111"));
    }

    @Test
    void aChildIsNotFoundByItsPhoneButShownOnBehalfOfACase() {
        assertThat(ask(List.of(new QueryRequest.Filter(new ItemName("mobile"), Operator.EQ, List.of("15400001003"))), 10, Optional.empty()).rows()).isEmpty();
        String child = ask(List.of(), 10, Optional.empty()).rows().stream().filter(row -> row.values().getFirst() == null).map(row -> row.id().value()).findFirst().orElseThrow();
        List<QueryRequest.Filter> byId = List.of(new QueryRequest.Filter(new ItemName("record_id"), Operator.EQ, List.of(child)));
        assertThat(ask(byId, 1, Optional.of("CASE-1")).rows().getFirst().values()).startsWith("钱小样");
    }
}
