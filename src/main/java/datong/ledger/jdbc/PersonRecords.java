package datong.ledger.jdbc;

import datong.ledger.Concerned;
import datong.ledger.PersonNumbers;
import datong.ledger.SubjectId;
import datong.ledger.Vault;
import datong.schema.ElementSchema;
import datong.schema.ItemDefinition;
import datong.schema.ItemType;
import datong.schema.LedgerSchema;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * A person's records in the ledger and its history: those sealed under one of the person's keys are the person's own; a record of somebody
 * else that names one of the numbers is a mention, of which only the number leaves.
 */
public final class PersonRecords {
    private final DataSource database;
    private final Supplier<LedgerSchema> schema;
    private final Vault vault;
    private final Clock clock;

    public PersonRecords(DataSource database, Supplier<LedgerSchema> schema, Vault vault, Clock clock) {
        this.database = database;
        this.schema = schema;
        this.vault = vault;
        this.clock = clock;
    }

    /** @param since when the oldest version came into force */
    public record Own(List<UUID> records, Set<String> datasets, Instant since) {}

    /** @param versions rows of current tables and history that are gone; @param mentions numbers that are gone from records of others */
    public record Deleted(long versions, long mentions) {}

    /** Those that the numbers stand for, and those that were chosen. */
    public Set<SubjectId> subjects(Concerned person) {
        return Stream.concat(person.numbers().numbers().stream().map(number -> vault.subject(number.subjectKind(), number.text())), person.chosen().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Under which records are sealed now. */
    public Set<SubjectId> subjectsOf(List<UUID> records) {
        Set<SubjectId> subjects = new LinkedHashSet<>();
        try (Connection connection = database.getConnection()) {
            for (ElementSchema element : elements()) {
                try (PreparedStatement select = connection.prepareStatement("SELECT DISTINCT subject FROM " + LedgerTable.of(element).name() + " WHERE record_id = ANY (?)")) {
                    select.setArray(1, connection.createArrayOf("uuid", records.toArray()));
                    try (ResultSet row = select.executeQuery()) {
                        while (row.next()) {
                            UUID subject = row.getObject(1, UUID.class);
                            subjects.add(new SubjectId(subject.getMostSignificantBits(), subject.getLeastSignificantBits()));
                        }
                    }
                }
            }
        } catch (SQLException failure) {
            throw unavailable(failure);
        }
        return subjects;
    }

    public Own own(Concerned person) {
        List<UUID> records = new ArrayList<>();
        Set<String> datasets = new TreeSet<>();
        Instant since = Instant.MAX;
        try (Connection connection = database.getConnection()) {
            for (String table : tables()) {
                try (PreparedStatement select = connection.prepareStatement("SELECT DISTINCT e.record_id, t.dataset, e.valid_from FROM " + table
                        + " e JOIN ledger.terms t ON t.id = e.terms_id WHERE e.subject = ANY (?)")) {
                    select.setArray(1, subjects(connection, person));
                    try (ResultSet row = select.executeQuery()) {
                        while (row.next()) {
                            records.add(row.getObject(1, UUID.class));
                            datasets.add(row.getString(2));
                            Instant from = row.getObject(3, OffsetDateTime.class).toInstant();
                            since = from.isBefore(since) ? from : since;
                        }
                    }
                }
            }
        } catch (SQLException failure) {
            throw unavailable(failure);
        }
        return new Own(records.stream().distinct().toList(), datasets, since);
    }

    /** In one transaction, with what those who follow changes are told; afterwards the tables are vacuumed, so that their pages can be used again. */
    public Deleted delete(Concerned person) {
        long versions = 0;
        long mentions = 0;
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                BatchTurn.take(connection);
                ErasedRows erased = ErasedRows.begin(connection, clock.instant());
                for (ElementSchema element : elements()) {
                    String name = LedgerTable.of(element).name();
                    keys(connection, name, person);
                    for (String table : List.of(name, name + "_history")) {
                        erased.note(table, element, "subject = ANY (?)", subjects(connection, person));
                        versions += update(connection, "DELETE FROM " + table + " WHERE subject = ANY (?)", subjects(connection, person));
                        mentions += mentions(connection, table, element, person.numbers(), erased);
                    }
                }
                connection.commit();
            } catch (SQLException | RuntimeException failure) {
                JdbcLedgerWriter.undo(connection, failure);
                throw failure;
            }
            vacuum(connection);
        } catch (SQLException failure) {
            throw unavailable(failure);
        }
        return new Deleted(versions, mentions);
    }

    /** What tells by key alone that a record was there. */
    private void keys(Connection connection, String table, Concerned person) throws SQLException {
        for (String noted : List.of("ledger.seen", "ledger.missing")) {
            update(connection, "DELETE FROM " + noted + " n USING " + table + " e WHERE n.origin_id = e.origin_id AND n.source_key = e.source_key AND e.subject = ANY (?)",
                    subjects(connection, person));
        }
        update(connection, "DELETE FROM ledger.relation r USING (SELECT record_id FROM " + table + " WHERE subject = ANY (?)) e WHERE e.record_id IN (r.from_id, r.to_id)",
                subjects(connection, person));
    }

    private long mentions(Connection connection, String table, ElementSchema element, PersonNumbers numbers, ErasedRows erased) throws SQLException {
        long mentions = 0;
        for (ItemDefinition item : element.items().subList(0, element.standardItems())) {
            byte[][] indexes = numbers.numbers().stream().filter(number -> item.lookup() && number.kind() == item.kind())
                    .map(number -> vault.blindIndex(element.element(), item, number.text())).toArray(byte[][]::new);
            if (indexes.length > 0) {
                String name = item.name().value();
                String named = name + (item.type() == ItemType.STRINGS ? "_bx && ?" : "_bx = ANY (?)");
                Array numbered = connection.createArrayOf("bytea", indexes);
                erased.note(table, element, named, numbered);
                mentions += update(connection, "UPDATE " + table + " SET " + name + " = NULL, " + name + "_bx = NULL WHERE " + named, numbered);
            }
        }
        return mentions;
    }

    private List<ElementSchema> elements() {
        return java.util.Arrays.stream(datong.schema.Element.values()).map(schema.get()::element).toList();
    }

    private List<String> tables() {
        return elements().stream().map(element -> LedgerTable.of(element).name()).flatMap(name -> Stream.of(name, name + "_history")).toList();
    }

    private Array subjects(Connection connection, Concerned person) throws SQLException {
        return connection.createArrayOf("uuid", subjects(person).stream().map(subject -> new UUID(subject.high(), subject.low())).toArray());
    }

    private static long update(Connection connection, String sql, Array parameter) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setArray(1, parameter);
            return update.executeUpdate();
        }
    }

    private void vacuum(Connection connection) throws SQLException {
        connection.setAutoCommit(true);
        try (java.sql.Statement statement = connection.createStatement()) {
            for (String table : tables()) {
                statement.execute("VACUUM " + table);
            }
        }
    }

    private static datong.ledger.LedgerUnavailable unavailable(SQLException failure) {
        return new datong.ledger.LedgerUnavailable("a person's records could not be read or erased; do it again", failure);
    }
}
