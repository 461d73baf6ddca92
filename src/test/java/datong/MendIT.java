package datong;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.ulid.Ulid;
import datong.intake.Mending;
import datong.intake.Mending.Result;
import datong.intake.Outcome;
import datong.intake.Quarantine;
import datong.ledger.LedgerWriter.Balance;
import datong.lineage.Trace;
import datong.lineage.jdbc.JdbcTraces;
import datong.schema.LedgerSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A steward puts one value of a quarantined record right by hand, and it stays right. */
class MendIT {
    private static final String HEADER = "number,title,at,caller,phone\n";
    private static final String WRONG = "W-1,title,whenever,赵示例,15400000001\n";
    private static final Mending.Actor STEWARD = new Mending.Actor("zhang.steward", "11110199MB00DEM264");
    private final DataSource database = TestDatabase.fresh();

    @TempDir
    Path folder;

    private Path mappings;
    private TestIntake intake;
    private int files;

    @BeforeEach
    void open() throws IOException {
        mappings = Files.createDirectory(folder.resolve("mappings"));
        Files.copy(Path.of("src/test/resources/kill/orders.mapping.yaml"), mappings.resolve("orders.mapping.yaml"));
        intake = new TestIntake(database, folder, mappings, 40);
    }

    @AfterEach
    void close() {
        intake.close();
    }

    private Balance take(String... rows) throws IOException {
        Path file = Files.writeString(folder.resolve("delivery-" + ++files + ".csv"), HEADER + String.join("", rows));
        return ((Outcome.Done) intake.take("orders", file)).balance();
    }

    private String held() {
        return intake.quarantine().open(new Quarantine.Filter("orders", Optional.empty(), List.of()), Optional.empty(), 1).getFirst().id();
    }

    private Result mend(String record, String column, String value, String reason) {
        return intake.mending().mend(new Mending.Request("orders", record, column, value, reason), STEWARD);
    }

    private Result mend(String column, String value) {
        return mend(held(), column, value, "asked at the counter");
    }

    private long inState(String state) {
        return intake.number("SELECT count(*) FROM intake.quarantine WHERE state = ?", state);
    }

    @Test
    void theMendedRecordEntersTheLedgerFlaggedAndTheOriginalStaysSealed() throws IOException {
        assertThat(take(WRONG)).isEqualTo(new Balance(1, 0, 0, 1));
        assertThat(mend("at", "2026-11-02 08:00:00")).isEqualTo(new Result.Entered(false));

        assertThat(intake.records(intake.mapping("orders").outputs().getFirst().dataset().code().value(), "reported_at", "quality_flags").getFirst())
                .satisfies(row -> assertThat(row.getFirst().toString()).isEqualTo("2026-11-02T00:00:00Z"))
                .satisfies(row -> assertThat(row.get(1).toString()).contains("MENDED:reported_at"));
        assertThat(intake.number("SELECT count(*) FROM ledger.person WHERE 'MENDED' = ANY (quality_flags)")).as("the caller was not touched").isZero();
        assertThat(inState("MENDED")).isEqualTo(1);
        assertThat(intake.number("SELECT count(*) FROM intake.quarantine WHERE sealed IS NOT NULL")).isEqualTo(1);
        assertThat(intake.number("SELECT count(*) FROM intake.mend m JOIN intake.batch b ON b.id = m.batch_id WHERE b.stored_count = 1")).isEqualTo(1);
    }

    @Test
    void theSameRowDeliveredAgainFindsItsMendAndIsUnchanged() throws IOException {
        take(WRONG);
        mend("at", "2026-11-02 08:00:00");

        assertThat(take(WRONG)).isEqualTo(new Balance(1, 0, 1, 0));
        assertThat(take("W-2,other,2026-11-02 08:00:00,赵示例,15400000002\n", WRONG)).isEqualTo(new Balance(2, 1, 1, 0));
        assertThat(inState("OPEN")).isZero();
        assertThat(intake.number("SELECT count(*) FROM ledger.matter_history")).isZero();
    }

    @Test
    void aRowThatItsSourceHasChangedGoesItsNormalWay() throws IOException {
        take(WRONG);
        mend("at", "2026-11-02 08:00:00");

        assertThat(take("W-1,title,2026-11-02 09:30:00,赵示例,15400000001\n")).isEqualTo(new Balance(1, 1, 0, 0));
        assertThat(intake.number("SELECT count(*) FROM ledger.matter_history")).isEqualTo(1);
        assertThat(take("W-1,title,sometime,赵示例,15400000001\n")).isEqualTo(new Balance(1, 0, 0, 1));
    }

    @Test
    void aMendHoldsEvenWhereALaterMappingWouldTakeTheWrongValue() throws IOException {
        take(WRONG);
        mend("title", "the right title");
        assertThat(mend("at", "2026-11-02 08:00:00")).isInstanceOf(Result.Entered.class);
        Path file = mappings.resolve("orders.mapping.yaml");
        Files.writeString(file, Files.readString(file).replace("version: 1.0.0", "version: 1.0.1"));
        intake.refresh();

        assertThat(take(WRONG)).isEqualTo(new Balance(1, 0, 1, 0));
    }

    @Test
    void aRecordWithTwoFaultsNeedsTwoMends() throws IOException {
        take(",title,whenever,赵示例,15400000001\n");
        String record = held();

        assertThat(mend(record, "at", "2026-11-02 08:00:00", "asked at the counter")).isEqualTo(new Result.StillHeld());
        assertThat(inState("OPEN")).isEqualTo(1);
        assertThat(held()).as("the same record, with its first mend").isEqualTo(record);
        assertThat(mend(record, "number", "W-7", "the slip says so")).isEqualTo(new Result.Entered(false));
        assertThat(inState("MENDED")).isEqualTo(1);
        assertThat(take(",title,whenever,赵示例,15400000001\n")).isEqualTo(new Balance(1, 0, 1, 0));
    }

    @Test
    void aMendIsMendedAgainAndTheFirstIsKept() throws IOException {
        take(WRONG);
        String record = held();
        mend(record, "at", "2026-11-02 08:00:00", "asked at the counter");
        assertThat(mend(record, "at", "2026-11-03 08:00:00", "one day later, in fact")).isEqualTo(new Result.Entered(false));

        assertThat(intake.number("SELECT count(*) FROM intake.mend")).isEqualTo(2);
        assertThat(intake.number("SELECT count(*) FROM ledger.matter_history")).isEqualTo(1);
        assertThat(take(WRONG)).isEqualTo(new Balance(1, 0, 1, 0));
    }

    @Test
    void theTraceOfTheRecordTellsWhoMendedWhatAndWhy() throws IOException {
        take("W-1,title,2026-11-01 08:00:00,赵示例,15400000001\n", WRONG);
        mend("at", "2026-11-02 08:00:00");
        String record = Ulid.from(intake.database().sql("SELECT record_id FROM ledger.matter").query(java.util.UUID.class).single()).toString();

        Trace trace = new JdbcTraces(database, LedgerSchema::standard).of(record).orElseThrow();
        assertThat(trace.versions()).hasSize(2);
        assertThat(trace.versions().getFirst().mends()).singleElement().satisfies(mend -> assertThat(mend.column() + " " + mend.by() + " " + mend.reason())
                .isEqualTo("at zhang.steward asked at the counter"));
        assertThat(trace.versions().getLast().mends()).isEmpty();
    }

    @Test
    void theAuditLogTellsWhoWhatAndWhyButNoValue() throws IOException {
        take("W-1,title,2026-11-02 08:00:00,赵示例,15400000001\n", "W-2,title,whenever,赵示例,15400000002\n");
        mend("at", "2026-11-02 08:44:00");

        assertThat(intake.log().reader().read(0, (int) intake.log().size())).filteredOn(entry -> entry.event().kind().equals("VALUE_MENDED")).singleElement()
                .satisfies(entry -> assertThat(entry.event().actor()).isEqualTo("zhang.steward"))
                .satisfies(entry -> assertThat(entry.event().details()).containsEntry("column", "at").containsEntry("reason", "asked at the counter")
                        .containsKeys("quarantine", "before", "after"))
                .satisfies(entry -> assertThat(entry.event().toString()).doesNotContain("08:44").doesNotContain("whenever"));
        assertThat(intake.number("SELECT count(*) FROM intake.mend WHERE position('08:44'::bytea in sealed) > 0")).isZero();
    }

    @Test
    void whatCannotBeMendedIsRefusedAndChangesNothing() throws IOException {
        take(WRONG);
        assertThat(mend(held(), "nothing", "x", "a reason")).isEqualTo(new Result.Refused("MEND_NO_COLUMN"));
        assertThat(mend(held(), "at", "whenever", "a reason")).isEqualTo(new Result.Refused("MEND_SAME_VALUE"));
        assertThat(mend(held(), "at", "2026-11-02 08:00:00", " ")).isEqualTo(new Result.Refused("MEND_REASON"));
        assertThat(mend(held(), "at", "2026-11-02 08:00:00", "it was 2026-11-02 08:00:00")).isEqualTo(new Result.Refused("MEND_REASON_PERSONAL"));
        assertThat(mend(held(), "at", "2026-11-02 08:00:00", "电话15400000009已核实")).isEqualTo(new Result.Refused("MEND_REASON_PERSONAL"));
        assertThat(mend("01K8000000000000000000H001", "at", "x", "a reason")).isEqualTo(new Result.Refused("MEND_NOT_HELD"));

        assertThat(intake.number("SELECT count(*) FROM intake.mend")).isZero();
        assertThat(inState("OPEN")).isEqualTo(1);
    }
}
