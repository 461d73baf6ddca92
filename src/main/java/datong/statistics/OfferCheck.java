package datong.statistics;

import datong.schema.CodeTables;
import datong.schema.Dataset;
import datong.schema.LedgerSchema;
import java.util.List;
import java.util.function.Supplier;

/** Says what keeps an offer from being what it says, before anybody asks. */
public final class OfferCheck {
    private final QuestionGrids grids;

    public OfferCheck(Supplier<LedgerSchema> schema, Supplier<CodeTables> codes) {
        this.grids = new QuestionGrids(schema, codes);
    }

    public List<String> problems(Offer offer, Dataset dataset) {
        return grids.problems(offer, dataset);
    }
}
