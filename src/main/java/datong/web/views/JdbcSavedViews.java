package datong.web.views;

import datong.ledger.Selection;
import datong.ledger.Selection.Operator;
import datong.query.QueryRequest.Filter;
import datong.schema.DatasetCode;
import datong.schema.ItemName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code query.saved_view}. */
final class JdbcSavedViews implements SavedViews {
    private final JdbcClient database;
    private final JsonMapper json;

    JdbcSavedViews(DataSource database, JsonMapper json) {
        this.database = JdbcClient.create(database);
        this.json = json;
    }

    /** A filter as it is kept. */
    private record Kept(String item, String operator, List<String> values) {}

    @Override
    public List<SavedView> all(String organisation) {
        return database.sql("SELECT * FROM query.saved_view WHERE organisation = ? ORDER BY name").param(organisation).query((row, number) -> view(row)).list();
    }

    @Override
    public Optional<SavedView> find(String organisation, String name) {
        return database.sql("SELECT * FROM query.saved_view WHERE organisation = ? AND name = ?").params(organisation, name).query((row, number) -> view(row)).optional();
    }

    @Override
    public void keep(SavedView view) {
        List<Kept> filters = view.filters().stream().map(filter -> new Kept(filter.item().value(), filter.operator().name(), filter.values())).toList();
        database.sql("""
                        INSERT INTO query.saved_view (organisation, name, dataset, items, filters, sort, saved_by, saved_at) VALUES (?, ?, ?, ?, ?::jsonb, ?, ?, ?)
                        ON CONFLICT (organisation, name) DO UPDATE SET dataset = excluded.dataset, items = excluded.items, filters = excluded.filters, sort = excluded.sort,
                            saved_by = excluded.saved_by, saved_at = excluded.saved_at, used_at = NULL""")
                .params(view.organisation(), view.name(), view.dataset().value(), view.items().stream().map(ItemName::value).toArray(String[]::new), json.writeValueAsString(filters),
                        view.order().stream().map(order -> (order.descending() ? "-" : "") + order.item()).toArray(String[]::new), view.savedBy(), view.savedAt().atOffset(ZoneOffset.UTC)).update();
    }

    @Override
    public void used(SavedView view, Instant at) {
        database.sql("UPDATE query.saved_view SET used_at = ? WHERE organisation = ? AND name = ?").params(at.atOffset(ZoneOffset.UTC), view.organisation(), view.name()).update();
    }

    @Override
    public void remove(String organisation, String name) {
        database.sql("DELETE FROM query.saved_view WHERE organisation = ? AND name = ?").params(organisation, name).update();
    }

    private SavedView view(ResultSet row) throws SQLException {
        return new SavedView(row.getString("organisation"), row.getString("name"), new DatasetCode(row.getString("dataset")), texts(row, "items").stream().map(ItemName::new).toList(),
                StreamSupport.stream(json.readTree(row.getString("filters")).spliterator(), false).map(JdbcSavedViews::filter).toList(),
                texts(row, "sort").stream().map(part -> new Selection.Order(new ItemName(part.replaceFirst("^-", "")), part.startsWith("-"))).toList(),
                row.getString("saved_by"), row.getObject("saved_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getObject("used_at", OffsetDateTime.class)).map(OffsetDateTime::toInstant));
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return Arrays.asList((String[]) row.getArray(column).getArray());
    }

    private static Filter filter(JsonNode kept) {
        return new Filter(new ItemName(kept.get("item").asString()), Operator.valueOf(kept.get("operator").asString()), kept.get("values").valueStream().map(JsonNode::asString).toList());
    }
}
