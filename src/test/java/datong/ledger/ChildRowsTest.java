package datong.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import datong.ledger.PersonNumbers.PersonNumber;
import datong.query.ListLedger;
import datong.schema.Element;
import datong.schema.ElementSchema;
import datong.schema.ItemDefinition;
import datong.schema.ItemName;
import datong.schema.LedgerSchema;
import datong.schema.Level;
import datong.schema.ValueKind;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** By what a record shows to be a child's. */
class ChildRowsTest {
    private static final ElementSchema MATTER = LedgerSchema.standard().element(Element.MATTER);
    private static final List<ItemDefinition> FETCHED = Stream.of("reporter_id_number", "reporter_phone", "reporter_other_phones", "content").map(name -> MATTER.item(new ItemName(name)).orElseThrow()).toList();
    private final ListLedger ledger = new ListLedger();

    private boolean child(Object... values) {
        EntryId id = new EntryId(ListLedger.id(1));
        return new ChildRows(ledger, FETCHED, LocalDate.of(2026, 11, 22)).among(List.of(new LedgerRow(id, new SubjectId(1, 1), Level.L3, values))).contains(id);
    }

    @Test
    void marksAreTheMarkAndEveryNumberOfAPerson() {
        assertThat(ChildRows.marks(MATTER)).containsAll(FETCHED.subList(0, 3)).doesNotContain(FETCHED.getLast());
        assertThat(ChildRows.marks(LedgerSchema.standard().element(Element.PERSON))).extracting(item -> item.name().value()).contains("is_minor_u14", "birth_date", "id_number", "mobile");
    }

    @Test
    void aResidentsNumberTellsByItsBirthDate() {
        assertThat(child(resident("20121123"), null, null, null)).isTrue();
        assertThat(child(resident("20121122"), null, null, null)).isFalse();
        assertThat(child(resident("19490901"), null, null, null)).isFalse();
    }

    @Test
    void whoWasMarkedWhenTheRecordWasStoredIsAChildUntilTheFourteenthBirthdayThatTheRecordGives() {
        assertThat(person("2028-05-02", true, LocalDate.of(2014, 5, 3), null)).isTrue();
        assertThat(person("2028-05-03", true, LocalDate.of(2014, 5, 3), null)).isFalse();
        assertThat(person("2028-05-03", true, null, resident("20140503"))).isFalse();
        assertThat(person("2028-05-03", true, LocalDate.of(2014, 5, 3), resident("20140504"))).as("the younger of two births").isTrue();
        assertThat(person("2040-01-01", true, null, null)).as("when it ends is not known").isTrue();
        assertThat(person("2026-11-22", null, LocalDate.of(2014, 5, 3), null)).as("a birth date that came without a mark").isTrue();
        assertThat(person("2026-11-22", null, null, null)).isFalse();
    }

    private boolean person(String today, Object... values) {
        ElementSchema persons = LedgerSchema.standard().element(Element.PERSON);
        List<ItemDefinition> told = Stream.of("is_minor_u14", "birth_date", "id_number").map(name -> persons.item(new ItemName(name)).orElseThrow()).toList();
        EntryId id = new EntryId(ListLedger.id(1));
        return new ChildRows(ledger, told, LocalDate.parse(today)).among(List.of(new LedgerRow(id, new SubjectId(1, 1), Level.L4, values))).contains(id);
    }

    @Test
    void aNumberInFreeTextCounts() {
        assertThat(child(null, null, null, "孩子身份证" + resident("20190301") + "，请帮助")).isTrue();
        assertThat(child(null, null, null, "订单12" + resident("20190301") + "，请帮助")).isFalse();
    }

    @Test
    void aNumberByWhichTheLedgerKnowsAChildCountsWheneverItCame() {
        assertThat(child(null, "15400001003", List.of("15400001004"), null)).isFalse();
        ledger.children.add(new PersonNumber(ValueKind.PHONE, "15400001004"));
        assertThat(child(null, "15400001003", List.of("15400001004"), null)).isTrue();
    }

    private static String resident(String birth) {
        String body = "110199" + birth + "117";
        int sum = 0;
        for (int digit = 0; digit < 17; digit++) {
            sum += (body.charAt(digit) - '0') * ((1 << (17 - digit)) % 11);
        }
        return body + "10X98765432".charAt(sum % 11);
    }
}
