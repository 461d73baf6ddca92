package datong.web.console;

import datong.schema.DatasetCode;
import datong.statistics.Answers;
import datong.statistics.BudgetBook;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Statistics from memory. */
final class TestStatistics implements StatisticsView {
    private static final Instant NOON = Instant.parse("2026-11-22T04:00:00Z");

    @Override
    public List<Offered> offered() {
        return List.of(new Offered("hotline-12345", "policies/statistics/hotline-12345.statistics.yaml", "month", List.of("request_kind", "division_code", "reported_at"),
                Optional.of("≥ 10 · 11110199MB00DEN14J"), Optional.of("ε 0.5 / 10 · year"), List.of("item title is of level L3; records are neither grouped nor filtered by it to be counted")));
    }

    @Override
    public List<BudgetBook.Standing> budgets() {
        return List.of(new BudgetBook.Standing(new DatasetCode("hotline-12345"), "11110199MB00DEN22D", LocalDate.of(2026, 1, 1), Optional.of(LocalDate.of(2027, 1, 1)), 7_500_000, Optional.of(10_000_000L), 15));
    }

    @Override
    public List<Counted> counted(int most) {
        return List.of(new Counted("hotline-12345", Answers.Mechanism.EXACT, "minimum 10", List.of("request_kind (12)"), List.of("status eq"), 13, 4, NOON, NOON),
                new Counted("hotline-12345", Answers.Mechanism.NOISE, "epsilon 0.5, 3 records a person", List.of("request_kind (12)", "division_code (2)"), List.of(), 39, 0, NOON, NOON));
    }
}
