package datong.statistics.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import datong.TestDatabase;
import datong.ledger.Selection;
import datong.query.QueryRequest.Filter;
import datong.schema.Dataset;
import datong.schema.DatasetCode;
import datong.schema.Element;
import datong.schema.ItemName;
import datong.schema.ShareAttribute;
import datong.statistics.Answers;
import datong.statistics.Answers.Kept;
import datong.statistics.Answers.Mechanism;
import datong.statistics.Axis;
import datong.statistics.Budgets;
import datong.statistics.Budgets.Account;
import datong.statistics.Budgets.Spending;
import datong.statistics.Grid;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class JdbcBudgetsIT {
    private static final DatasetCode HOTLINE = new DatasetCode("hotline");
    private static final Dataset DATASET = new Dataset(HOTLINE, Element.MATTER, "热线", "Hotline", "11110199MB00DEM264", ShareAttribute.CONDITIONAL, Set.of(new ItemName("status")), Set.of("hotline-12345"));
    private static final Account ACCOUNT = new Account(HOTLINE, "11110199MB00DEN22D", LocalDate.of(2026, 1, 1));
    private static final Instant NOON = Instant.parse("2026-11-22T04:00:00Z");
    private DataSource database;

    @BeforeEach
    void open() {
        database = TestDatabase.fresh();
    }

    private Spending spend(int question) {
        return new JdbcBudgets(database).spend(ACCOUNT, new byte[] {(byte) question}, 500_000, 2_000_000, "environment-system");
    }

    @Test
    void whatWasSpentIsThereForAnotherHubAndTheSameAnswerIsChargedOnce() {
        assertThat(spend(1)).isEqualTo(new Spending(true, true, 500_000));
        assertThat(spend(1)).isEqualTo(new Spending(true, false, 500_000));
        assertThat(new JdbcBudgets(database).spent(ACCOUNT)).isEqualTo(500_000);
        assertThat(new JdbcBudgets(database).all()).containsExactly(new Budgets.Line(ACCOUNT, 500_000, 1));
    }

    @Test
    void whoeverAsksAtOnceTheBudgetIsNeverPassed() throws Exception {
        try (ExecutorService askers = Executors.newFixedThreadPool(8)) {
            List<Future<Spending>> asked = IntStream.range(0, 24).mapToObj(question -> askers.submit(() -> spend(question))).toList();
            int allowed = 0;
            for (Future<Spending> one : asked) {
                allowed += one.get().allowed() ? 1 : 0;
            }
            assertThat(allowed).isEqualTo(4);
        }
        assertThat(new JdbcBudgets(database).spent(ACCOUNT)).isEqualTo(2_000_000);
    }

    private static Kept kept(int key, Mechanism mechanism) {
        Grid grid = new Grid(List.of(new Axis(new ItemName("status"), Axis.Kind.VALUE, List.of("OPEN", "CLO\"SED"))),
                new Selection.Scope(false, List.of("110199"), List.of(), List.of(), Optional.of("11110199MB00DEN22D"), List.of(), List.of("110199002")),
                List.of(new Filter(new ItemName("status"), Selection.Operator.IN, List.of("CLOSED", "OPEN"))), true);
        return new Kept(new byte[] {(byte) key}, HOTLINE, NOON, mechanism, "minimum 10", grid, Optional.empty(), new Long[] {12L, null, -3L}, Optional.empty(), NOON);
    }

    @Test
    void anAnswerComesBackAsItWasKeptAndTheGuardSeesTheExactOnes() {
        Answers answers = new JdbcAnswers(database);
        answers.keep(HOTLINE, new byte[] {1}, earlier -> kept(1, Mechanism.EXACT));
        answers.keep(HOTLINE, new byte[] {2}, earlier -> kept(2, Mechanism.NOISE));
        Kept again = new JdbcAnswers(database).keep(HOTLINE, new byte[] {1}, earlier -> {
            throw new AssertionError("it is there already");
        });
        assertThat(again.counts()).containsExactly(12L, null, -3L);
        assertThat(again.grid().words()).isEqualTo(kept(1, Mechanism.EXACT).grid().words());
        assertThat(again.grid().axes().getFirst().labels()).containsExactly("OPEN", "CLO\"SED");
        answers.keep(HOTLINE, new byte[] {3}, earlier -> {
            assertThat(earlier).singleElement().satisfies(one -> assertThat(one.key()).containsExactly(1));
            return kept(3, Mechanism.EXACT);
        });
        assertThat(answers.newest(10)).hasSize(3);
    }

    @Test
    void aPeriodHasOneStateAndADeliveryUnderWayIsNotInIt() {
        Answers answers = new JdbcAnswers(database);
        LocalDate november = LocalDate.of(2026, 11, 1);
        String delivery = "INSERT INTO intake.delivery (id, source, name, received_at, finished_at, state) VALUES (gen_random_uuid(), 'hotline-12345', 'x.csv', ?::timestamptz, ?::timestamptz, ?)";
        JdbcClient client = JdbcClient.create(database);
        client.sql(delivery).params(NOON.minusSeconds(60).toString(), null, "RUNNING").update();
        assertThat(answers.state(DATASET, november, NOON)).as("the first delivery of all").isEmpty();
        client.sql(delivery).params(NOON.minusSeconds(600).toString(), NOON.minusSeconds(500).toString(), "DONE").update();
        assertThat(answers.state(DATASET, november, NOON)).contains(NOON.minusSeconds(60));
        client.sql("UPDATE intake.delivery SET state = 'DONE', finished_at = ?::timestamptz").param(NOON.toString()).update();
        assertThat(answers.state(DATASET, november, NOON.plusSeconds(5))).contains(NOON.minusSeconds(60));
        assertThat(answers.state(DATASET, LocalDate.of(2026, 12, 1), NOON.plusSeconds(5))).contains(NOON.plusSeconds(5));
    }
}
