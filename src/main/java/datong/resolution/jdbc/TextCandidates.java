package datong.resolution.jdbc;

import datong.resolution.Address;
import datong.resolution.Kind;
import datong.resolution.Knowledge;
import datong.resolution.MemberId;
import datong.resolution.Opened;
import datong.resolution.Role;
import datong.resolution.Rule;
import datong.resolution.TextLikeness;
import datong.schema.Element;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Matters of other channels and places of one building whose texts have to be read before anybody is asked. A bounded number for each record. */
final class TextCandidates {
    private static final String SIDES = "s.record_id AS s_id, s.element AS s_element, s.origin_id AS s_origin, s.at AS s_at, f.record_id AS f_id, "
            + "f.element AS f_element, f.origin_id AS f_origin, f.at AS f_at, greatest(s.level, f.level) AS level";
    /** The nearest in time first, from other origins, not yet together. */
    private static final String MATTERS = "SELECT " + SIDES + ", s.%1$s AS clue FROM fresh s JOIN LATERAL (SELECT * FROM resolution.facet f "
            + "WHERE f.%2$s = s.%1$s AND f.kind = 'MATTER' AND f.origin_id <> s.origin_id AND f.at BETWEEN s.at - make_interval(days => ?) AND s.at + make_interval(days => ?) "
            + "ORDER BY abs(extract(epoch FROM f.at - s.at)), f.record_id LIMIT ?) f ON true LEFT JOIN resolution.member m ON m.record_id = s.record_id AND m.role = s.role "
            + "LEFT JOIN resolution.member n ON n.record_id = f.record_id AND n.role = f.role WHERE s.kind = 'MATTER' AND s.%1$s IS NOT NULL "
            + "AND (m.cluster IS NULL OR n.cluster IS NULL OR m.cluster <> n.cluster)";
    private static final String PLACES = "SELECT " + SIDES + ", s.%1$s AS clue FROM fresh s JOIN LATERAL (SELECT * FROM resolution.facet f "
            + "WHERE f.%1$s = s.%1$s AND f.kind = 'PLACE' AND f.role = 'SELF' AND f.record_id <> s.record_id ORDER BY f.record_id LIMIT ?) f ON true "
            + "LEFT JOIN resolution.member m ON m.record_id = s.record_id AND m.role = s.role LEFT JOIN resolution.member n ON n.record_id = f.record_id AND n.role = f.role "
            + "WHERE s.kind = 'PLACE' AND s.role = 'SELF' AND s.%1$s IS NOT NULL AND (m.cluster IS NULL OR n.cluster IS NULL OR m.cluster <> n.cluster) "
            + "AND s.identity IS DISTINCT FROM f.identity";
    private static final double MISSING_PART = 0.1;
    private final Connection connection;
    private final Statements sql;
    private final ChangedRecords records;
    private final Knowledge knowledge;
    private final TextLikeness likeness;
    private final Map<UUID, TextLikeness.Prepared> texts = new HashMap<>();
    private final Map<UUID, Address> addresses = new HashMap<>();

    TextCandidates(Connection connection, ChangedRecords records, Knowledge knowledge) {
        this.connection = connection;
        this.sql = new Statements(connection);
        this.records = records;
        this.knowledge = knowledge;
        this.likeness = knowledge.likeness();
    }

    private record Side(UUID record, Element element, int origin) {}

    private record Pair(Rule rule, Side fresh, Side there, byte[] clue, java.time.Instant freshAt, java.time.Instant thereAt, int level) {}

    /** What this portion has opened already need not be opened again. */
    void remember(Opened record) {
        switch (record.element()) {
            case MATTER, OPINION -> texts.computeIfAbsent(record.record(), none -> likeness.prepare(text(record)));
            case PLACE -> addresses.computeIfAbsent(record.record(), none -> address(record));
            case PERSON, ORGANISATION, THING -> { }
        }
    }

    List<Found> find() throws SQLException {
        List<Pair> matters = new ArrayList<>(matters(Rule.SAME_REPORTER, "clue_1", "clue_1"));
        for (String mine : List.of("clue_2", "clue_3")) {
            for (String theirs : List.of("clue_2", "clue_3")) {
                matters.addAll(matters(Rule.SAME_PLACE, mine, theirs));
            }
        }
        List<Pair> places = new ArrayList<>();
        for (String clue : List.of("clue_1", "clue_3")) {
            places.addAll(sql.list(PLACES.formatted(clue), row -> pair(Rule.SIMILAR_ADDRESS, row), knowledge.rules().mostPerRecord()));
        }
        open(matters);
        open(places);
        List<Found> found = new ArrayList<>();
        matters.forEach(pair -> found(pair, Kind.MATTER, matterScore(pair), knowledge.rules().textLikeness()).ifPresent(found::add));
        places.forEach(pair -> found(pair, Kind.PLACE, placeScore(pair), knowledge.rules().addressLikeness()).ifPresent(found::add));
        return found;
    }

    private List<Pair> matters(Rule rule, String mine, String theirs) throws SQLException {
        int days = knowledge.rules().matterDays();
        return sql.list(MATTERS.formatted(mine, theirs), row -> pair(rule, row), days, days, knowledge.rules().mostPerRecord());
    }

    private static Pair pair(Rule rule, ResultSet row) throws SQLException {
        return new Pair(rule, side(row, "s"), side(row, "f"), row.getBytes("clue"), Statements.instant(row, "s_at"), Statements.instant(row, "f_at"), row.getInt("level"));
    }

    private static Side side(ResultSet row, String prefix) throws SQLException {
        return new Side(Statements.id(row, prefix + "_id"), Element.of(row.getString(prefix + "_element")).orElseThrow(), row.getInt(prefix + "_origin"));
    }

    private void open(List<Pair> pairs) throws SQLException {
        for (Element element : List.of(Element.MATTER, Element.OPINION, Element.PLACE)) {
            List<Side> wanted = pairs.stream().flatMap(pair -> java.util.stream.Stream.of(pair.fresh(), pair.there())).filter(side -> side.element() == element)
                    .filter(side -> !texts.containsKey(side.record()) && !addresses.containsKey(side.record())).distinct().toList();
            if (!wanted.isEmpty()) {
                records.byId(connection, element, wanted.stream().map(Side::origin).toArray(Integer[]::new), wanted.stream().map(Side::record).toArray(UUID[]::new),
                        this::remember);
            }
        }
    }

    private Optional<Found> found(Pair pair, Kind kind, double score, double least) {
        if (score < least) {
            return Optional.empty();
        }
        MemberId fresh = new MemberId(pair.fresh().record(), Role.SELF);
        MemberId there = new MemberId(pair.there().record(), Role.SELF);
        boolean older = there.compareTo(fresh) < 0;
        return Optional.of(new Found(kind, pair.rule(), older ? there : fresh, older ? fresh : there, pair.clue(), score, pair.level(),
                older ? pair.thereAt() : pair.freshAt(), older ? pair.freshAt() : pair.thereAt()));
    }

    private double matterScore(Pair pair) {
        TextLikeness.Prepared one = texts.get(pair.fresh().record());
        TextLikeness.Prepared other = texts.get(pair.there().record());
        return one == null || other == null ? 0 : likeness.likeness(one, other);
    }

    private static String text(Opened record) {
        return record.element() == Element.MATTER ? record.value("title") + "。" + record.value("content") : record.value("title") + "。" + record.value("summary");
    }

    private Address address(Opened place) {
        return knowledge.addresses().read(place.value("standard_address"), place.value("division_code"));
    }

    /** Parts that both tell must agree; each part that only one tells costs a little. */
    private double placeScore(Pair pair) {
        Address one = addresses.getOrDefault(pair.fresh().record(), Address.NOWHERE);
        Address other = addresses.getOrDefault(pair.there().record(), Address.NOWHERE);
        if (one.grain() == Address.Grain.NONE || !one.block().equals(other.block())) {
            return 0;
        }
        double score = 1;
        for (String[] parts : new String[][] {{one.unit(), other.unit()}, {one.floor(), other.floor()}, {one.room(), other.room()}}) {
            if (!parts[0].equals(parts[1])) {
                if (!parts[0].isEmpty() && !parts[1].isEmpty()) {
                    return 0;
                }
                score -= MISSING_PART;
            }
        }
        return score;
    }
}
