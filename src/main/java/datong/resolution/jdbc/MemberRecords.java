package datong.resolution.jdbc;

import datong.ledger.SubjectId;
import datong.ledger.Vault;
import datong.resolution.Comparison;
import datong.resolution.Facets;
import datong.resolution.Kind;
import datong.resolution.MemberId;
import datong.resolution.MemberRecord;
import datong.resolution.Role;
import datong.schema.Element;
import datong.schema.ItemDefinition;
import datong.schema.ItemName;
import datong.schema.LedgerSchema;
import datong.schema.Level;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Opens the records behind members, by the items that are compared. */
final class MemberRecords {
    private static final String LEADING = "e.record_id, e.subject, e.level, o.source, t.dataset, t.provider, e.source_updated_at, e.valid_from, e.quality_score";
    private static final int FIRST_ITEM = 10;
    private final LedgerSchema schema;
    private final Vault vault;

    MemberRecords(LedgerSchema schema, Vault vault) {
        this.schema = schema;
        this.vault = vault;
    }

    private record Where(MemberId member, Element element, int origin) {}

    List<MemberRecord> read(Statements sql, Kind kind, List<MemberId> members) throws SQLException {
        List<Where> places = sql.list("SELECT f.record_id, f.role, f.element, f.origin_id FROM resolution.facet f JOIN unnest(?::uuid[], ?::text[]) AS g(record_id, role) "
                        + "USING (record_id, role)", row -> new Where(new MemberId(Statements.id(row, "record_id"), Role.valueOf(row.getString("role"))),
                        Element.of(row.getString("element")).orElseThrow(), row.getInt("origin_id")), Clusters.records(members), Clusters.roles(members));
        Map<MemberId, MemberRecord> found = new HashMap<>();
        for (Map.Entry<List<Object>, List<Where>> group : places.stream()
                .collect(Collectors.groupingBy(where -> List.<Object>of(where.element(), where.member().role()), LinkedHashMap::new, Collectors.toList())).entrySet()) {
            read(sql, kind, (Element) group.getKey().get(0), (Role) group.getKey().get(1), group.getValue(), found);
        }
        return members.stream().filter(found::containsKey).map(found::get).toList();
    }

    private void read(Statements sql, Kind kind, Element element, Role role, List<Where> places, Map<MemberId, MemberRecord> found) throws SQLException {
        Map<ItemName, ItemName> words = Comparison.words(kind, element, role);
        List<ItemName> items = List.copyOf(words.keySet());
        List<ItemDefinition> definitions = items.stream().map(item -> schema.element(element).item(words.get(item)).orElseThrow()).toList();
        String columns = definitions.stream().map(item -> ", e." + item.name()).collect(Collectors.joining());
        sql.list("SELECT " + LEADING + columns + " FROM ledger." + element.code() + " e JOIN ledger.terms t ON t.id = e.terms_id JOIN ledger.origin o ON o.id = e.origin_id "
                        + "JOIN unnest(?::int4[], ?::uuid[]) AS g(origin_id, record_id) ON g.origin_id = e.origin_id AND g.record_id = e.record_id",
                row -> {
                    MemberRecord record = record(row, kind, element, role, items, definitions);
                    return found.put(record.member(), record);
                }, places.stream().map(Where::origin).toArray(Integer[]::new), places.stream().map(where -> where.member().record()).toArray(UUID[]::new));
    }

    private MemberRecord record(ResultSet row, Kind kind, Element element, Role role, List<ItemName> items, List<ItemDefinition> definitions) throws SQLException {
        UUID key = row.getObject(2, UUID.class);
        SubjectId subject = new SubjectId(key.getMostSignificantBits(), key.getLeastSignificantBits());
        Map<ItemName, Object> values = new LinkedHashMap<>();
        for (int index = 0; index < items.size(); index++) {
            Object value = value(row, FIRST_ITEM + index, subject, element, definitions.get(index));
            if (value != null) {
                values.put(items.get(index), value);
            }
        }
        return new MemberRecord(new MemberId(row.getObject(1, UUID.class), role), kind, element, row.getString(4), row.getString(5), row.getString(6),
                Optional.ofNullable(row.getObject(7, OffsetDateTime.class)).map(OffsetDateTime::toInstant), row.getObject(8, OffsetDateTime.class).toInstant(),
                row.getInt(9), Level.values()[row.getInt(3) - 1], values);
    }

    /** Null where there is none or the person has been erased; of a visit only whom it was paid to. */
    private Object value(ResultSet row, int column, SubjectId subject, Element element, ItemDefinition item) throws SQLException {
        if (item.encryptedAtRest()) {
            byte[] sealed = row.getBytes(column);
            String text = sealed == null ? null : vault.open(subject, element, item, sealed).map(open -> new String(open, StandardCharsets.UTF_8)).orElse(null);
            return text == null ? null : item.name().value().equals("visit_info") ? blankIsNull(Facets.json(text, "object")) : text.replace('\u001e', '、');
        }
        return switch (item.type()) {
            case TIMESTAMP -> Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant).map(Instant.class::cast).orElse(null);
            case STRINGS -> row.getArray(column) == null ? null : String.join("、", Arrays.asList((String[]) row.getArray(column).getArray()));
            case STRING, INTEGER, DECIMAL, DATE, BOOLEAN, JSON -> row.getString(column);
        };
    }

    private static String blankIsNull(String text) {
        return text.isBlank() ? null : text;
    }
}
