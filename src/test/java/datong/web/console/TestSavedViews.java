package datong.web.console;

import datong.audit.AuditLog;
import datong.ledger.Selection;
import datong.query.QueryRequest.Filter;
import datong.query.TestHouse;
import datong.schema.DatasetCode;
import datong.schema.ItemName;
import datong.schema.LedgerSchema;
import datong.web.views.SavedView;
import datong.web.views.ViewDesk;
import datong.web.views.ViewsInMemory;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Two questions of the street's, one of them never asked, and one of somebody else. */
final class TestSavedViews {
    private TestSavedViews() {}

    static ViewDesk desk(AuditLog log, Clock clock) {
        ViewsInMemory views = new ViewsInMemory();
        List<Filter> open = List.of(new Filter(new ItemName("status"), Selection.Operator.EQ, List.of("OPEN")));
        views.keep(new SavedView(TestViews.STREET_ORG, "open-orders", new DatasetCode("hotline"), List.of(new ItemName("status"), new ItemName("reported_at")), open,
                List.of(new Selection.Order(new ItemName("reported_at"), true)), "street-system", clock.instant().minusSeconds(90_000), Optional.of(clock.instant().minusSeconds(60))));
        views.keep(new SavedView(TestViews.STREET_ORG, "everything", new DatasetCode("hotline"), List.of(), List.of(), List.of(), "street-system", clock.instant().minusSeconds(9_000), Optional.empty()));
        views.keep(new SavedView("11110199MB00DEN65T", "not-yours", new DatasetCode("hotline"), List.of(), List.of(), List.of(), "market-system", clock.instant(), Optional.empty()));
        LedgerSchema schema = LedgerSchema.standard();
        return new ViewDesk(views, TestHouse.datasets(TestHouse.hotline()), () -> schema, log, () -> UUID.randomUUID().toString(), clock);
    }
}
