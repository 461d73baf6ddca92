package datong.web.console;

import datong.statistics.Answers;
import datong.statistics.BudgetBook;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What may be counted, what was, and what it cost; no number of an answer. */
public interface StatisticsView {
    List<Offered> offered();

    List<BudgetBook.Standing> budgets();

    /** The newest first. */
    List<Counted> counted(int most);

    /** @param problems what keeps it from being counted as it says */
    record Offered(String dataset, String file, String state, List<String> groups, Optional<String> exact, Optional<String> noise, List<String> problems) {}

    /** @param groups items with the number of their values; @param filters items with the kind of comparison, no value */
    record Counted(String dataset, Answers.Mechanism mechanism, String terms, List<String> groups, List<String> filters, int cells, long withheld, Instant state, Instant answeredAt) {}
}
