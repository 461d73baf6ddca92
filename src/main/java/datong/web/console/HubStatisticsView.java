package datong.web.console;

import datong.schema.Datasets;
import datong.statistics.Answers;
import datong.statistics.BudgetBook;
import datong.statistics.Epsilon;
import datong.statistics.Offer;
import datong.statistics.OfferCheck;
import datong.statistics.Offers;
import java.util.List;

/** The room of statistics. */
final class HubStatisticsView implements StatisticsView {
    private final Offers offers;
    private final OfferCheck check;
    private final Datasets datasets;
    private final Answers answers;
    private final BudgetBook budgets;

    HubStatisticsView(Offers offers, OfferCheck check, Datasets datasets, Answers answers, BudgetBook budgets) {
        this.offers = offers;
        this.check = check;
        this.datasets = datasets;
        this.answers = answers;
        this.budgets = budgets;
    }

    @Override
    public List<Offered> offered() {
        return offers.all().stream().map(this::offered).toList();
    }

    private Offered offered(Offer offer) {
        List<String> problems = datasets.find(offer.dataset()).map(dataset -> check.problems(offer, dataset)).orElseGet(() -> List.of("no mapping feeds a dataset '" + offer.dataset() + "'"));
        return new Offered(offer.dataset().value(), offer.file(), offer.state().name().toLowerCase(), offer.groupings().stream().map(grouping -> grouping.item().value()).toList(),
                offer.exact().map(exact -> "≥ " + exact.minimum() + " · " + String.join(", ", exact.organisations().stream().sorted().toList())),
                offer.noise().map(noise -> "ε " + Epsilon.words(noise.epsilon()) + " / " + Epsilon.words(noise.budget()) + " · " + noise.period().name().toLowerCase()), problems);
    }

    @Override
    public List<BudgetBook.Standing> budgets() {
        return budgets.all();
    }

    @Override
    public List<Counted> counted(int most) {
        return answers.newest(most).stream().map(kept -> new Counted(kept.dataset().value(), kept.mechanism(), kept.terms(),
                kept.grid().axes().stream().map(axis -> axis.item() + " (" + axis.labels().size() + ")").toList(),
                kept.grid().filters().stream().map(filter -> filter.item() + " " + filter.operator().name().toLowerCase()).distinct().toList(), kept.counts().length, kept.withheld(), kept.state(),
                kept.answeredAt())).toList();
    }
}
