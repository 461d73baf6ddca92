package datong.statistics;

import datong.schema.DatasetCode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Who has spent how much of which budget, for people. */
public final class BudgetBook {
    private final Offers offers;
    private final Budgets budgets;

    public BudgetBook(Offers offers, Budgets budgets) {
        this.offers = offers;
        this.budgets = budgets;
    }

    /**
     * @param from and @param until first days of the period and of the one after it, where it is known how long periods are
     * @param budget as offered now; empty if nothing is offered with noise any more. Amounts in millionths
     */
    public record Standing(DatasetCode dataset, String organisation, LocalDate from, Optional<LocalDate> until, long spent, Optional<Long> budget, long answers) {
        public long remaining() {
            return Math.max(0, budget.orElse(0L) - spent);
        }

        /** For bars. */
        public long percent() {
            return budget.filter(all -> all > 0).map(all -> Math.min(100, 100 * spent / all)).orElse(100L);
        }

        public String spentWords() {
            return Epsilon.words(spent);
        }

        public String budgetWords() {
            return budget.map(Epsilon::words).orElse("-");
        }
    }

    /** The newest period first. */
    public List<Standing> all() {
        return budgets.all().stream().map(this::standing).toList();
    }

    public List<Standing> of(String organisation) {
        return all().stream().filter(standing -> standing.organisation().equals(organisation)).toList();
    }

    private Standing standing(Budgets.Line line) {
        Optional<Offer.Noise> noise = offers.find(line.account().dataset()).flatMap(Offer::noise);
        LocalDate from = line.account().period();
        return new Standing(line.account().dataset(), line.account().organisation(), from, noise.map(terms -> terms.period().next(from)), line.spent(), noise.map(Offer.Noise::budget), line.answers());
    }
}
