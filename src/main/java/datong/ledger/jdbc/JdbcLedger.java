package datong.ledger.jdbc;

import com.github.f4b6a3.ulid.Ulid;
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
import datong.schema.ItemDefinition;
import datong.schema.Json;
import datong.schema.LedgerSchema;
import datong.schema.Level;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
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
    private final DatasetOrigins origins = new DatasetOrigins();

    public JdbcLedger(DataSource database, Supplier<LedgerSchema> schema, Vault vault) {
        this.database = database;
        this.schema = schema;
        this.vault = vault;
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
        List<ItemDefinition> items = selection.items().stream().map(name -> now.item(selection.element(), name).orElseThrow()).toList();
        boolean[] sealed = sealed(selection, now, items);
        try (Connection connection = database.getConnection()) {
            SelectSql sql = new SelectSql(selection, now, vault, origins.of(connection, selection.dataset()));
            connection.setAutoCommit(atOnce);
            try (PreparedStatement statement = connection.prepareStatement(sql.text())) {
                bind(connection, statement, sql.parameters());
                statement.setFetchSize(atOnce ? 0 : FETCH);
                try (ResultSet answer = statement.executeQuery()) {
                    while (answer.next()) {
                        rows.accept(row(answer, selection.element(), items, sealed));
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

    private static boolean[] sealed(Selection selection, LedgerSchema schema, List<ItemDefinition> items) {
        boolean[] sealed = new boolean[items.size()];
        for (int index = 0; index < sealed.length; index++) {
            sealed[index] = items.get(index).encryptedAtRest() && schema.element(selection.element()).item(items.get(index).name()).isPresent();
        }
        return sealed;
    }

    private LedgerRow row(ResultSet answer, Element element, List<ItemDefinition> items, boolean[] sealed) throws SQLException {
        UUID subjectKey = answer.getObject(2, UUID.class);
        SubjectId subject = new SubjectId(subjectKey.getMostSignificantBits(), subjectKey.getLeastSignificantBits());
        Object[] values = new Object[items.size()];
        for (int index = 0; index < values.length; index++) {
            ItemDefinition item = items.get(index);
            values[index] = sealed[index] ? opened(answer, index + 4, element, item, subject) : plain(answer, index + 4, item);
        }
        return new LedgerRow(id(answer.getObject(1, UUID.class)), subject, Level.values()[answer.getInt(3) - 1], values);
    }

    private Object opened(ResultSet answer, int column, Element element, ItemDefinition item, SubjectId subject) throws SQLException {
        byte[] sealed = item.extension() ? base64(answer.getString(column)) : answer.getBytes(column);
        if (sealed == null) {
            return null;
        }
        return vault.open(subject, element, item, sealed).map(bytes -> ItemBytes.decode(item.type(), bytes)).orElse(null);
    }

    private static byte[] base64(String text) {
        return text == null ? null : java.util.Base64.getDecoder().decode(text);
    }

    private static Object plain(ResultSet answer, int column, ItemDefinition item) throws SQLException {
        if (item.extension()) {
            String text = answer.getString(column);
            return text == null ? null : ItemBytes.decode(item.type(), text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        return switch (item.type()) {
            case STRING -> string(answer, column, item);
            case INTEGER -> answer.getObject(column, Integer.class);
            case DECIMAL -> answer.getBigDecimal(column);
            case DATE -> answer.getObject(column, java.time.LocalDate.class);
            case TIMESTAMP -> Optional.ofNullable(answer.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant).orElse(null);
            case BOOLEAN -> answer.getObject(column, Boolean.class);
            case STRINGS -> strings(answer.getArray(column));
            case JSON -> Optional.ofNullable(answer.getString(column)).map(Json::new).orElse(null);
        };
    }

    private static String string(ResultSet answer, int column, ItemDefinition item) throws SQLException {
        if (item.name().value().equals("record_id") || item.name().value().equals("batch_id")) {
            return id(answer.getObject(column, UUID.class)).value();
        }
        return answer.getString(column);
    }

    private static List<String> strings(Array array) throws SQLException {
        return array == null ? null : Arrays.asList((String[]) array.getArray());
    }

    private static void bind(Connection connection, PreparedStatement statement, List<Object> parameters) throws SQLException {
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
    public Set<PersonNumbers.PersonNumber> childrensAmong(Set<PersonNumbers.PersonNumber> numbers) {
        return numbers.isEmpty() ? Set.of() : new ChildNumbers(database, schema.get().element(Element.PERSON), vault).among(numbers);
    }

    private static EntryId id(UUID uuid) {
        return new EntryId(Ulid.from(uuid).toString());
    }
}
