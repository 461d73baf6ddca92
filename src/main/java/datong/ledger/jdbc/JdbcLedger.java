package datong.ledger.jdbc;

import com.github.f4b6a3.ulid.Ulid;
import datong.ledger.Childhood;
import datong.ledger.EntryId;
import datong.ledger.Ledger;
import datong.ledger.LedgerRow;
import datong.ledger.LedgerUnavailable;
import datong.ledger.PersonNumbers;
import datong.ledger.Selection;
import datong.ledger.SubjectId;
import datong.ledger.Vault;
import datong.schema.DatasetCode;
import datong.schema.Element;
import datong.schema.LedgerSchema;
import datong.schema.Level;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** Reads the ledger from PostgreSQL and opens what lies sealed. */
public final class JdbcLedger implements Ledger {
    private static final int FETCH = 1_000;
    private final DataSource database;
    private final Supplier<LedgerSchema> schema;
    private final Vault vault;
    private final boolean restricted;
    private final DatasetOrigins origins = new DatasetOrigins();

    /** As it is read for answers: records of restricted persons are withheld. */
    public JdbcLedger(DataSource database, Supplier<LedgerSchema> schema, Vault vault) {
        this(database, schema, vault, false);
    }

    private JdbcLedger(DataSource database, Supplier<LedgerSchema> schema, Vault vault, boolean restricted) {
        this.database = database;
        this.schema = schema;
        this.vault = vault;
        this.restricted = restricted;
    }

    /** With the records of restricted persons: for the person concerned, and for nothing that leaves the hub otherwise. */
    public static JdbcLedger whole(DataSource database, Supplier<LedgerSchema> schema, Vault vault) {
        return new JdbcLedger(database, schema, vault, true);
    }

    @Override
    public List<LedgerRow> read(Selection selection) {
        if (selection.limit() < 1) {
            throw new IllegalArgumentException("a selection that is read whole needs a limit");
        }
        List<LedgerRow> rows = new ArrayList<>(Math.min(selection.limit(), FETCH));
        run(selection, rows::add, true);
        return rows;
    }

    @Override
    public void stream(Selection selection, Consumer<LedgerRow> rows) {
        run(selection, rows, false);
    }

    private void run(Selection selection, Consumer<LedgerRow> rows, boolean atOnce) {
        LedgerSchema now = schema.get();
        RowValues values = new RowValues(now, selection.element(), selection.items(), vault);
        try (Connection connection = database.getConnection()) {
            SelectSql sql = new SelectSql(selection, now, vault, origins.of(connection, selection.dataset()), restricted);
            connection.setAutoCommit(atOnce);
            try (PreparedStatement statement = connection.prepareStatement(sql.text())) {
                bind(connection, statement, sql.parameters());
                statement.setFetchSize(atOnce ? 0 : FETCH);
                try (ResultSet answer = statement.executeQuery()) {
                    while (answer.next()) {
                        rows.accept(row(answer, values));
                    }
                }
            }
            if (!atOnce) {
                connection.rollback();
            }
        } catch (SQLException failure) {
            throw new LedgerUnavailable("dataset " + selection.dataset() + " could not be read", failure);
        }
    }

    private static LedgerRow row(ResultSet answer, RowValues values) throws SQLException {
        SubjectId subject = RowValues.subject(answer, 2);
        return new LedgerRow(id(answer.getObject(1, UUID.class)), subject, Level.values()[answer.getInt(3) - 1], values.read(answer, 4, subject));
    }

    static void bind(Connection connection, PreparedStatement statement, List<Object> parameters) throws SQLException {
        for (int index = 0; index < parameters.size(); index++) {
            switch (parameters.get(index)) {
                case String[] texts -> statement.setArray(index + 1, connection.createArrayOf("text", texts));
                case Integer[] numbers -> statement.setArray(index + 1, connection.createArrayOf("int4", numbers));
                case byte[][] bytes -> statement.setArray(index + 1, connection.createArrayOf("bytea", bytes));
                case Object other -> statement.setObject(index + 1, other);
            }
        }
    }

    @Override
    public List<Version> history(Element element, EntryId id) {
        UUID key = Ulid.from(id.value()).toUuid();
        String columns = "e.valid_from, %s, t.mapping_version, e.batch_id, encode(e.record_hash, 'hex')";
        String sql = "SELECT " + columns.formatted("NULL::timestamptz AS valid_to") + ", NULL::text FROM ledger." + element.code()
                + " e JOIN ledger.terms t ON t.id = e.terms_id WHERE e.record_id = ? UNION ALL SELECT " + columns.formatted("e.valid_to")
                + ", e.removal FROM ledger." + element.code() + "_history e JOIN ledger.terms t ON t.id = e.terms_id WHERE e.record_id = ? ORDER BY 1 DESC";
        try (Connection connection = database.getConnection(); PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, key);
            statement.setObject(2, key);
            List<Version> versions = new ArrayList<>();
            try (ResultSet answer = statement.executeQuery()) {
                while (answer.next()) {
                    versions.add(version(id, answer));
                }
            }
            return versions;
        } catch (SQLException failure) {
            throw new LedgerUnavailable("the history of a record could not be read", failure);
        }
    }

    private static Version version(EntryId id, ResultSet answer) throws SQLException {
        Instant from = answer.getObject(1, OffsetDateTime.class).toInstant();
        Optional<Instant> to = Optional.ofNullable(answer.getObject(2, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
        return new Version(id, from, to, answer.getString(3), id(answer.getObject(4, UUID.class)).value(), answer.getString(5),
                Optional.ofNullable(answer.getString(6)));
    }

    @Override
    public long count(DatasetCode dataset) {
        String union = Arrays.stream(Element.values())
                .map(element -> "SELECT count(*) AS n FROM ledger." + element.code()
                        + " WHERE terms_id IN (SELECT id FROM ledger.terms WHERE dataset = ?)")
                .collect(java.util.stream.Collectors.joining(" UNION ALL ", "SELECT sum(n) FROM (", ") counts"));
        try (Connection connection = database.getConnection(); PreparedStatement statement = connection.prepareStatement(union)) {
            for (int index = 1; index <= Element.values().length; index++) {
                statement.setString(index, dataset.value());
            }
            try (ResultSet answer = statement.executeQuery()) {
                answer.next();
                return answer.getLong(1);
            }
        } catch (SQLException failure) {
            throw new LedgerUnavailable("dataset " + dataset + " could not be counted", failure);
        }
    }

    @Override
    public Set<PersonNumbers.PersonNumber> childrensAmong(Set<PersonNumbers.PersonNumber> numbers, LocalDate today) {
        return numbers.isEmpty() ? Set.of() : new ChildNumbers(database, schema.get().element(Element.PERSON), vault, new Childhood(today)).among(numbers);
    }

    private static EntryId id(UUID uuid) {
        return new EntryId(Ulid.from(uuid).toString());
    }
}
