package datong.ledger.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.ulid.UlidCreator;
import datong.TestDatabase;
import datong.classification.ClassifiedRecords;
import datong.ledger.Changes;
import datong.ledger.Concerned;
import datong.ledger.EntryId;
import datong.ledger.Ledger;
import datong.ledger.LedgerRow;
import datong.ledger.LedgerWriter.Accepted;
import datong.ledger.LedgerWriter.Balance;
import datong.ledger.LedgerWriter.Batch;
import datong.ledger.LedgerWriter.Deleted;
import datong.ledger.LedgerWriter.OutboxEvent;
import datong.ledger.LedgerWriter.Rejected;
import datong.ledger.PersonNumbers;
import datong.ledger.Restrictions;
import datong.ledger.Selection;
import datong.ledger.SubjectId;
import datong.mapping.Departure;
import datong.mapping.MappedRecord;
import datong.mapping.Mapping;
import datong.mapping.Problem;
import datong.protection.KeyRing;
import datong.protection.SubjectVault;
import datong.protection.Suite;
import datong.protection.bouncycastle.BouncyCastleSuites;
import datong.schema.Dataset;
import datong.schema.DatasetCode;
import datong.schema.Element;
import datong.schema.ElementSchema;
import datong.schema.ItemName;
import datong.schema.Json;
import datong.schema.LedgerSchema;
import datong.schema.ShareAttribute;
import datong.source.Columns;
import datong.source.Format;
import datong.source.RawRecord;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdbcLedgerIT {
    private static final ElementSchema MATTER = LedgerSchema.standard().element(Element.MATTER);
    private static final Instant AT = Instant.parse("2026-11-03T00:00:00Z");
    private static final Columns COLUMNS = new Columns(List.of("a"));
    private final Hotline mapping = new Hotline();
    private final String delivery = UlidCreator.getUlid().toString();
    private DataSource database;
    private SubjectVault vault;
    private JdbcLedgerWriter writer;
    private JdbcLedger ledger;
    private Changes changes;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        database = TestDatabase.fresh();
        BouncyCastleSuites suites = new BouncyCastleSuites();
        vault = new SubjectVault(KeyRing.openOrCreate(folder.resolve("keys"), Suite.INTERNATIONAL, suites), suites);
        writer = new JdbcLedgerWriter(database, vault);
        ledger = new JdbcLedger(database, LedgerSchema::standard, vault);
        changes = new JdbcChanges(database, LedgerSchema::standard, vault);
        execute("INSERT INTO intake.delivery (id, source, name, received_at, state) VALUES ('"
                + com.github.f4b6a3.ulid.Ulid.from(delivery).toUuid() + "', 'hotline-12345', 'x.csv', now(), 'RUNNING')");
    }

    @AfterEach
    void close() {
        vault.close();
    }

    @Test
    void everyTypeOfValueComesBackAsItWasStored() {
        Map<String, Object> values = Map.of("matter_type", "REQUEST", "reported_at", AT, "title", "标题𠮷", "longitude", new BigDecimal("116.4012345"),
                "latitude", new BigDecimal("-0.05"), "is_confidential", true, "involved_count", 6, "reporter_other_phones", List.of("010-00000101", "15400001006"),
                "outcome", new Json("{\"solved\": true}"), "accused_org_ids", List.of("92110199MA00DEM14F"));
        append(record("k1", values));

        LedgerRow row = read(values.keySet().stream().sorted().toList()).getFirst();

        List<String> names = values.keySet().stream().sorted().toList();
        for (int index = 0; index < names.size(); index++) {
            assertThat(row.values()[index]).as(names.get(index)).isEqualTo(values.get(names.get(index)));
        }
    }

    @Test
    void theSameContentAgainChangesNothing() {
        append(record("k1", Map.of("matter_type", "REQUEST", "title", "one")), record("k2", Map.of("matter_type", "REQUEST")));

        assertThat(append(record("k1", Map.of("matter_type", "REQUEST", "title", "one")), record("k2", Map.of("matter_type", "REQUEST"))))
                .isEqualTo(new Balance(2, 0, 2, 0));
    }

    @Test
    void otherContentUnderTheSameKeyBecomesAVersionAndTheOldOneGoesToHistory() {
        append(record("k1", Map.of("matter_type", "REQUEST", "title", "one")));

        assertThat(append(record("k1", Map.of("matter_type", "REQUEST", "title", "two")))).isEqualTo(new Balance(1, 1, 0, 0));
        LedgerRow row = read(List.of("title")).getFirst();
        assertThat(row.values()).containsExactly("two");
        assertThat(ledger.history(Element.MATTER, row.id())).hasSize(2);
        assertThat(ledger.history(Element.MATTER, row.id()).getLast().validTo()).isPresent();
    }

    @Test
    void aKeyThatComesAgainWithinABatchIsStoredInTheOrderOfTheSource() {
        Balance balance = append(record("k1", Map.of("matter_type", "REQUEST", "title", "one")),
                record("k1", Map.of("matter_type", "REQUEST", "title", "two")), record("k1", Map.of("matter_type", "REQUEST", "title", "two")));

        assertThat(balance).isEqualTo(new Balance(3, 2, 1, 0));
        assertThat(read(List.of("title")).getFirst().values()).containsExactly("two");
    }

    @Test
    void newRepeatedAndChangedKeysAreToldApartInOneBatchAfterBatchesOfNewKeysOnly() throws Exception {
        assertThat(append(titled("k1", "one"), titled("k2", "one"))).isEqualTo(new Balance(2, 2, 0, 0));
        assertThat(append(titled("k3", "one"), titled("k2", "one"), titled("k1", "two"))).isEqualTo(new Balance(3, 2, 1, 0));
        assertThat(append(titled("k4", "one"))).isEqualTo(new Balance(1, 1, 0, 0));
        assertThat(append(titled("k5", "one"), titled("k5", "two"))).isEqualTo(new Balance(2, 2, 0, 0));
        assertThat(append(titled("k6", "one"))).isEqualTo(new Balance(1, 1, 0, 0));
        assertThat(append(titled("k7", "one"), titled("k6", "one"))).isEqualTo(new Balance(2, 1, 1, 0));

        assertThat(text("SELECT string_agg(source_key, ' ' ORDER BY source_key) FROM ledger.matter")).isEqualTo("k1 k2 k3 k4 k5 k6 k7");
        assertThat(text("SELECT count(*) FROM ledger.matter_history")).isEqualTo("2");
    }

    @Test
    void noProtectedValueLiesInTheDatabaseInClear() throws Exception {
        append(record("k1", Map.of("matter_type", "REQUEST", "title", "找赵示例", "reporter_phone", "15400001001", "reporter_name", "赵示例")));

        assertThat(text("SELECT m::text FROM ledger.matter m")).doesNotContain("15400001001", "赵示例");
    }

    @Test
    void aSealedItemIsFoundByItsBlindIndexAndOnlyByEquality() {
        append(record("k1", Map.of("matter_type", "REQUEST", "reporter_phone", "15400001001")),
                record("k2", Map.of("matter_type", "REQUEST", "reporter_phone", "15400001002")));

        List<LedgerRow> rows = ledger.read(selection(List.of("reporter_phone"), everywhere(),
                List.of(condition("reporter_phone", Selection.Operator.EQ, "15400001002"))));

        assertThat(rows).singleElement().satisfies(row -> assertThat(row.values()).containsExactly("15400001002"));
    }

    @Test
    void theAccusedOrganisationNeverGetsTheRow() {
        append(record("k1", Map.of("matter_type", "PETITION", "accused_org_ids", List.of("92110199MA00DEM14F"))),
                record("k2", Map.of("matter_type", "PETITION")));

        Selection.Scope scope = new Selection.Scope(true, List.of(), List.of(), List.of(), Optional.of("92110199MA00DEM14F"), List.of(), List.of());

        assertThat(ledger.read(selection(List.of("matter_type"), scope, List.of()))).hasSize(1);
    }

    @Test
    void aScopeWithoutDivisionsReachesNoRow() {
        append(record("k1", Map.of("matter_type", "REQUEST", "division_code", "110199001001")));
        Selection.Scope nowhere = new Selection.Scope(false, List.of(), List.of(), List.of(), Optional.empty(), List.of(), List.of());
        Selection.Scope street = new Selection.Scope(false, List.of("110199001"), List.of(), List.of(), Optional.empty(), List.of(), List.of());
        Selection.Scope other = new Selection.Scope(false, List.of("1101990_1"), List.of(), List.of(), Optional.empty(), List.of(), List.of());

        assertThat(ledger.read(selection(List.of("matter_type"), nowhere, List.of()))).isEmpty();
        assertThat(ledger.read(selection(List.of("matter_type"), street, List.of()))).hasSize(1);
        assertThat(ledger.read(selection(List.of("matter_type"), other, List.of()))).isEmpty();
    }

    @Test
    void aDivisionThatStaysOutTakesItsRowsAndThoseWithoutDivisionAway() {
        append(record("k1", Map.of("matter_type", "REQUEST", "division_code", "110199001001")),
                record("k2", Map.of("matter_type", "REQUEST", "division_code", "110199002001")), record("k3", Map.of("matter_type", "REQUEST")));
        Selection.Scope without = new Selection.Scope(true, List.of(), List.of(), List.of(), Optional.empty(), List.of(), List.of("110199001"));

        assertThat(ledger.read(selection(List.of("matter_type"), without, List.of()))).hasSize(1);
    }

    @Test
    void pagesByKeysetMeetEveryRowOnceInBothDirectionsWithNulls() {
        List<Accepted> records = new ArrayList<>();
        for (int index = 0; index < 57; index++) {
            Map<String, Object> values = index % 5 == 0 ? Map.of("matter_type", "REQUEST")
                    : Map.of("matter_type", "REQUEST", "reported_at", AT.plusSeconds(index / 3));
            records.add(record("k" + index, values));
        }
        append(records.toArray(Accepted[]::new));

        for (boolean descending : List.of(true, false)) {
            List<String> met = new ArrayList<>();
            Optional<Selection.Cursor> after = Optional.empty();
            for (List<LedgerRow> page = page(descending, after); !page.isEmpty(); page = page(descending, after)) {
                page.forEach(row -> met.add(row.id().value()));
                after = Optional.of(new Selection.Cursor(java.util.Collections.singletonList(page.getLast().values()[0]), page.getLast().id()));
            }
            assertThat(met).hasSize(57).doesNotHaveDuplicates();
        }
    }

    @Test
    void destroyingAPersonsKeyErasesTheirValuesAndNobodyElses() {
        append(record("k1", Map.of("matter_type", "REQUEST", "reporter_phone", "15400001001", "title", "one")),
                record("k2", Map.of("matter_type", "REQUEST", "reporter_phone", "15400001002", "title", "two")));
        SubjectId subject = vault.subject("phone", "15400001001");

        assertThat(vault.erase(subject)).isTrue();

        assertThat(read(List.of("title")).stream().map(row -> row.values()[0])).containsExactlyInAnyOrder(null, "two");
        Balance again = append(record("k3", Map.of("matter_type", "REQUEST", "reporter_phone", "15400001001", "title", "three")));
        assertThat(again).isEqualTo(new Balance(1, 0, 0, 1));
    }

    @Test
    void whoIsRestrictedIsReadByNobodyUntilItIsLiftedAndWhatComesLaterNeither() {
        JdbcRestrictions restrictions = new JdbcRestrictions(database, LedgerSchema::standard);
        append(record("k1", Map.of("matter_type", "REQUEST", "reporter_phone", "15400001001", "title", "one")), titled("k2", "two"));
        Changes.Position before = changes.now();
        restrictions.put("request", Set.of(vault.subject("phone", "15400001001")), AT);
        restrictions.put("request", Set.of(vault.subject("phone", "15400001001")), AT.plusSeconds(1));
        append(record("k3", Map.of("matter_type", "REQUEST", "reporter_phone", "15400001001", "title", "three")), titled("k2", "two again"));

        assertThat(read(List.of("title")).stream().map(row -> row.values()[0])).containsExactly("two again");
        assertThat(told(changes(changes.start(), 10))).containsExactly("+two again");
        assertThat(told(changes(before, 10))).containsExactlyInAnyOrder("-null", "+two again");
        assertThat(restrictions.of("request")).contains(new Restrictions.Standing(AT, 1));
        assertThat(JdbcLedger.whole(database, LedgerSchema::standard, vault).read(selection(List.of("title"), everywhere(), List.of()))).hasSize(3);

        Changes.Position lifting = changes.now();
        assertThat(restrictions.lift("request", AT)).isTrue();
        assertThat(told(changes(lifting, 10))).containsExactlyInAnyOrder("+one", "+three");
        assertThat(restrictions.lift("request", AT)).isFalse();
        assertThat(read(List.of("title"))).hasSize(3);
        assertThat(restrictions.of("request")).isEmpty();
    }

    @Test
    void aRejectedRecordIsKeptWholeSealedAndOnce() throws Exception {
        Rejected rejected = new Rejected(new RawRecord(COLUMNS, new String[] {"15400001001"}, 7),
                List.of(new Problem("UNMAPPED_CODE", Optional.of("sex"), Optional.of("性别"), "unknown code")));

        append(List.of(), List.of(rejected, rejected));

        assertThat(text("SELECT count(*) || ' ' || max(seen) || ' ' || max(rule) FROM intake.quarantine")).isEqualTo("1 2 UNMAPPED_CODE");
        assertThat(text("SELECT q::text FROM intake.quarantine q")).doesNotContain("15400001001");
    }

    @Test
    void balanceQuarantineAndAuditEventAreOneTransaction() throws Exception {
        execute("ALTER TABLE audit.outbox ADD CONSTRAINT refused CHECK (id <> 'refused')");

        org.assertj.core.api.Assertions.assertThatThrownBy(() -> writer.append(batch(List.of(record("k1", Map.of("matter_type", "REQUEST"))),
                List.of(), "refused"))).isInstanceOf(datong.ledger.LedgerUnavailable.class);

        assertThat(text("SELECT (SELECT count(*) FROM ledger.matter) + (SELECT count(*) FROM intake.batch)")).isEqualTo("0");
    }

    @Test
    void aDeletedRecordIsCurrentNoMoreAndItsHistorySaysWhy() throws Exception {
        append(titled("k1", "one"), titled("k2", "two"));
        append(titled("k1", "three"));
        EntryId id = read(List.of("title")).stream().filter(row -> row.values()[0].equals("three")).findFirst().orElseThrow().id();

        assertThat(delete("k1")).isEqualTo(new Balance(1, 1, 0, 0, 1));

        assertThat(read(List.of("title")).stream().map(row -> row.values()[0])).containsExactly("two");
        assertThat(ledger.count(new DatasetCode("hotline-12345"))).isEqualTo(1);
        assertThat(ledger.history(Element.MATTER, id)).hasSize(2).allSatisfy(version -> assertThat(version.validTo()).isPresent())
                .extracting(Ledger.Version::removal).containsExactlyInAnyOrder(Optional.of("DELETED"), Optional.empty());
        assertThat(text("SELECT removed_count FROM intake.batch WHERE removed_count > 0 AND read_count = stored_count + unchanged_count + quarantined_count")).isEqualTo("1");
    }

    @Test
    void deletingOnceMoreChangesNothingAndARecordThatComesBackIsStoredAgain() throws Exception {
        append(titled("k1", "one"));

        assertThat(delete("k1", "k1", "k9")).isEqualTo(new Balance(3, 1, 2, 0, 1));
        assertThat(delete("k1")).isEqualTo(new Balance(1, 0, 1, 0, 0));
        assertThat(append(titled("k1", "one"))).isEqualTo(new Balance(1, 1, 0, 0));

        assertThat(read(List.of("title"))).hasSize(1);
        assertThat(text("SELECT count(*) FROM ledger.matter_history")).isEqualTo("1");
    }

    @Test
    void aBatchStoresBeforeItDeletes() {
        Balance balance = writer.append(new Batch(UlidCreator.getUlid().toString(), delivery, mapping, AT, List.of(titled("k1", "one")), List.of(),
                List.of(deleted("k1")), List.of(), Optional.empty(), counted -> new OutboxEvent(UlidCreator.getUlid().toString(), "{}")));

        assertThat(balance).isEqualTo(new Balance(2, 2, 0, 0, 1));
        assertThat(read(List.of("title"))).isEmpty();
    }

    @Test
    void whoeverReadsOnMeetsEachRecordAsItIsNowAndThenWhatChanges() {
        append(titled("k1", "one"), titled("k2", "two"), titled("k3", "three"));
        append(titled("k2", "two again"));

        Changes.Read first = changes(changes.start(), 2);
        Changes.Read rest = changes(first.reached(), 10);

        assertThat(first.more()).isTrue();
        assertThat(told(first)).hasSize(2);
        assertThat(told(rest)).containsExactly("+two again");
        assertThat(rest.more()).isFalse();
        assertThat(told(changes(rest.reached(), 10))).isEmpty();
        append(titled("k1", "one again"), titled("k4", "four"));
        assertThat(told(changes(rest.reached(), 10))).containsExactlyInAnyOrder("+one again", "+four");
        assertThat(told(changes(changes.now(), 10))).isEmpty();
    }

    @Test
    void whatLeavesIsToldToThoseWhoMayHaveMetIt() {
        append(titled("k1", "one"), titled("k2", "two"));
        Changes.Position before = changes.now();
        delete("k1");

        assertThat(told(changes(before, 10))).containsExactly("-one");
        assertThat(told(changes(changes.start(), 10))).containsExactly("+two");
    }

    @Test
    void aRecordThatIsNotOfTheSelectionAnyMoreHasLeftIt() {
        Selection.Scope street = new Selection.Scope(false, List.of("110199001"), List.of(), List.of(), Optional.empty(), List.of(), List.of());
        Selection selection = selection(List.of("title"), street, List.of());
        append(here("k1", "one", "110199001001"), here("k2", "two", "110199002001"));
        Changes.Position before = changes.now();
        append(AT.plusSeconds(1), here("k1", "one away", "110199002001"), here("k2", "two here", "110199001001"));
        append(AT.plusSeconds(2), here("k1", "one far away", "110199003001"));

        assertThat(told(changes.read(selection, before, 10))).containsExactlyInAnyOrder("-one", "+two here");

        Changes.Position after = changes.now();
        append(AT.plusSeconds(3), here("k1", "one back", "110199001001"));
        append(AT.plusSeconds(4), here("k1", "one further back", "110199001002"), here("k2", "two away", "110199002001"));
        append(AT.plusSeconds(5), here("k2", "two further away", "110199002002"));
        assertThat(told(changes.read(selection, after, 10))).containsExactlyInAnyOrder("+one further back", "-two here");
    }

    @Test
    void aBatchThatBecomesDurableLateIsNotMissed() throws Exception {
        Changes.Position before = changes.now();
        try (Connection late = database.getConnection()) {
            late.setAutoCommit(false);
            BatchTurn.take(late);
            late.createStatement().execute("SELECT pg_current_xact_id()");
            append(titled("k1", "one"));
            Changes.Read meanwhile = changes(before, 10);
            assertThat(told(meanwhile)).as("held back, as something may yet appear before it").isEmpty();
            late.commit();
            assertThat(told(changes(meanwhile.reached(), 10))).containsExactly("+one");
        }
    }

    @Test
    void aTransactionThatWritesNoBatchHoldsUpNobody() throws Exception {
        Changes.Position before = changes.now();
        try (Connection other = database.getConnection()) {
            other.setAutoCommit(false);
            other.createStatement().execute("SELECT pg_current_xact_id()");
            append(titled("k1", "one"));
            Changes.Read meanwhile = changes(before, 10);
            assertThat(told(meanwhile)).containsExactly("+one");
            other.commit();
            append(titled("k2", "two"));
            assertThat(told(changes(meanwhile.reached(), 10))).as("and nobody is told twice").containsExactly("+two");
        }
    }

    @Test
    void anErasureIsToldToThoseWhoMayHaveMetTheRecordAndToNobodyElse() {
        append(called("k1", "one", "15400009901", "110199001001"), called("k2", "two", "15400009902", "110199001001"), called("k3", "three", "15400009901", "110199002001"));
        Changes.Position before = changes.now();
        Selection street = selection(List.of("title"), new Selection.Scope(false, List.of("110199001"), List.of(), List.of(), Optional.empty(), List.of(), List.of()), List.of());
        erase("15400009901");

        Changes.Read read = changes.read(street, before, 10);
        assertThat(told(read)).as("gone, with nothing that was said in it").containsExactly("-null");
        assertThat(told(changes(before, 10))).containsExactly("-null", "-null");
        assertThat(told(changes.read(street, read.reached(), 10))).isEmpty();
        Changes.Read part = changes(before, 1);
        assertThat(told(changes(part.reached(), 10))).as("from where it stood").hasSize(1);
        assertThat(told(changes(changes.start(), 10))).containsExactly("+two");
        assertThat(told(changes.read(selection(List.of("title"), everywhere(), List.of(condition("status", Selection.Operator.EQ, "OPEN"))), before, 10))).hasSize(2);
    }

    @Test
    void aRecordOfSomebodyElseComesAgainWithoutTheNumberThatWasErased() {
        append(record("k1", Map.of("matter_type", "REQUEST", "title", "one", "reporter_phone", "15400009902", "reporter_id_number", "110199199001010011")));
        Changes.Position before = changes.now();
        erase("15400009902");

        List<Changes.Change> told = changes.read(selection(List.of("title", "reporter_phone", "reporter_id_number"), everywhere(), List.of()), before, 10).changes();
        assertThat(told).singleElement().satisfies(change -> assertThat(change.current()).isTrue());
        assertThat(told.getFirst().row().values()).containsExactly("one", null, "110199199001010011");
    }

    @Test
    void aPositionBeforeWhatWasDisposedOfIsOver() throws Exception {
        append(titled("k1", "one"));
        Changes.Position before = changes.now();
        delete("k1");
        Changes.Position after = changes.now();
        execute("INSERT INTO ledger.forgotten SELECT 'hotline-12345', max(xact::text::int8) FROM intake.batch");

        org.assertj.core.api.Assertions.assertThatThrownBy(() -> changes(before, 10)).isInstanceOf(Changes.PositionOver.class);
        assertThat(told(changes(after, 10))).isEmpty();
        assertThat(told(changes(changes.start(), 10))).isEmpty();
    }

    @Test
    void aPositionOfAnotherLedgerIsOver() {
        Changes.Position here = changes.now();

        org.assertj.core.api.Assertions.assertThatThrownBy(() -> changes(new Changes.Position("elsewhere", here.transaction(), here.batch(), here.record(), here.from()), 10))
                .isInstanceOf(Changes.PositionOver.class);
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> changes(new Changes.Position(here.ledger(), here.transaction() + 1_000, here.batch(), here.record(), here.from()), 10))
                .isInstanceOf(Changes.PositionOver.class);
    }

    private Changes.Read changes(Changes.Position after, int most) {
        return changes.read(selection(List.of("title"), everywhere(), List.of()), after, most);
    }

    private static List<String> told(Changes.Read read) {
        return read.changes().stream().map(change -> (change.current() ? "+" : "-") + change.row().values()[0]).toList();
    }

    private void erase(String phone) {
        PersonRecords records = new PersonRecords(database, LedgerSchema::standard, vault, Clock.systemUTC());
        Concerned person = new Concerned(PersonNumbers.parse(phone).orElseThrow(), Set.of());
        records.subjects(person).forEach(vault::erase);
        records.delete(person);
    }

    private Accepted called(String key, String title, String phone, String division) {
        return record(key, Map.of("matter_type", "REQUEST", "title", title, "reporter_phone", phone, "division_code", division));
    }

    private Accepted here(String key, String title, String division) {
        return record(key, Map.of("matter_type", "REQUEST", "title", title, "division_code", division));
    }

    private void append(Instant at, Accepted... records) {
        writer.append(new Batch(UlidCreator.getUlid().toString(), delivery, mapping, at, List.of(records), List.of(), List.of(), Optional.empty(),
                balance -> new OutboxEvent(UlidCreator.getUlid().toString(), "{}")));
    }

    private Balance delete(String... keys) {
        return writer.append(new Batch(UlidCreator.getUlid().toString(), delivery, mapping, AT, List.of(), List.of(), Arrays.stream(keys).map(this::deleted).toList(),
                List.of(), Optional.empty(), balance -> new OutboxEvent(UlidCreator.getUlid().toString(), "{}")));
    }

    private Deleted deleted(String key) {
        return new Deleted(new RawRecord(COLUMNS, new String[] {key}, 1, Optional.empty(), true), List.of(new Departure.Key(mapping.outputs().getFirst(), key)));
    }

    private List<LedgerRow> page(boolean descending, Optional<Selection.Cursor> after) {
        return ledger.read(new Selection(new DatasetCode("hotline-12345"), Element.MATTER, names(List.of("reported_at")), everywhere(), List.of(),
                List.of(new Selection.Order(new ItemName("reported_at"), descending)), after, 10));
    }

    private Balance append(Accepted... records) {
        return append(List.of(records), List.of());
    }

    private Balance append(List<Accepted> accepted, List<Rejected> rejected) {
        return writer.append(batch(accepted, rejected, UlidCreator.getUlid().toString()));
    }

    private Batch batch(List<Accepted> accepted, List<Rejected> rejected, String event) {
        return new Batch(UlidCreator.getUlid().toString(), delivery, mapping, AT, accepted, rejected, List.of(), Optional.empty(),
                balance -> new OutboxEvent(event, "{}"));
    }

    private Accepted record(String key, Map<String, Object> items) {
        Object[] values = new Object[MATTER.items().size()];
        items.forEach((name, value) -> values[MATTER.item(new ItemName(name)).orElseThrow().ordinal()] = value);
        RawRecord raw = new RawRecord(COLUMNS, new String[] {key}, 1);
        return new Accepted(raw, List.of(ClassifiedRecords.of(mapping.outputs().getFirst(), raw, key, values)));
    }

    private Accepted titled(String key, String title) {
        return record(key, Map.of("matter_type", "REQUEST", "title", title));
    }

    private List<LedgerRow> read(List<String> items) {
        return ledger.read(selection(items, everywhere(), List.of()));
    }

    private static Selection selection(List<String> items, Selection.Scope scope, List<Selection.Condition> conditions) {
        return new Selection(new DatasetCode("hotline-12345"), Element.MATTER, names(items), scope, conditions, List.of(), Optional.empty(), 100);
    }

    private static Selection.Condition condition(String item, Selection.Operator operator, Object value) {
        return new Selection.Condition(new ItemName(item), operator, List.of(value));
    }

    private static Selection.Scope everywhere() {
        return new Selection.Scope(true, List.of(), List.of(), List.of(), Optional.empty(), List.of(), List.of());
    }

    private static List<ItemName> names(List<String> items) {
        return items.stream().map(ItemName::new).toList();
    }

    private void execute(String sql) throws Exception {
        try (Connection connection = database.getConnection()) {
            connection.createStatement().execute(sql);
        }
    }

    private String text(String sql) throws Exception {
        try (Connection connection = database.getConnection(); ResultSet answer = connection.createStatement().executeQuery(sql)) {
            answer.next();
            return answer.getString(1);
        }
    }

    /** The mapping of one output, as far as the ledger looks at it. */
    private static final class Hotline implements Mapping {
        private final Output output = new Output("matter", MATTER, new Dataset(new DatasetCode("hotline-12345"), Element.MATTER, "热线", "Hotline",
                "11110199MB00DEM264", ShareAttribute.CONDITIONAL, Set.of(), Set.of("hotline-12345")), Optional.empty());

        @Override
        public String source() {
            return "hotline-12345";
        }

        @Override
        public String version() {
            return "1.0.0";
        }

        @Override
        public String fingerprint() {
            return "f";
        }

        @Override
        public Format format() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Terms terms() {
            return new Terms("11110199MB00DEM264", "STATUTORY_DUTY", Optional.empty(), "SERVICE.REQUEST", "HUMAN", 1_095);
        }

        @Override
        public List<Output> outputs() {
            return List.of(output);
        }

        @Override
        public Header check(Columns columns) {
            return new Header.Fits();
        }

        @Override
        public List<MappedRecord> map(RawRecord raw) {
            throw new UnsupportedOperationException();
        }
    }
}
