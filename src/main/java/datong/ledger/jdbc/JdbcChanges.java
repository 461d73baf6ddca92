package datong.ledger.jdbc;

import com.github.f4b6a3.ulid.Ulid;
import datong.ledger.Changes;
import datong.ledger.EntryId;
import datong.ledger.LedgerRow;
import datong.ledger.LedgerUnavailable;
import datong.ledger.Selection;
import datong.ledger.SubjectId;
import datong.ledger.Vault;
import datong.schema.LedgerSchema;
import datong.schema.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** Follows the batches and erasures in the order of their transactions, and reads no further than where every transaction that writes any is over. */
public final class JdbcChanges implements Changes {
    /** Batches looked into at a time. */
    private static final int BATCHES = 64;
    /** Not {@code xmin} of the snapshot: transactions that write no batch hold up nobody. */
    private static final String WHERE_WE_ARE = """
            SELECT (SELECT system_identifier FROM pg_control_system())::text, least(pg_snapshot_xmax(s.now)::text::int8,
                (SELECT min(x::text::int8) FROM pg_snapshot_xip(s.now) x WHERE (x::text::int8 & 4294967295) <> ALL (?))) FROM (SELECT pg_current_snapshot() AS now) s""";
    private static final String NEXT = """
            SELECT * FROM (
                SELECT id, xact, committed_at, false AS erasure FROM intake.batch WHERE source IN (SELECT source FROM ledger.origin WHERE id = ANY (?)) AND (xact, id) >= (?::text::xid8, ?) AND xact < ?::text::xid8
                UNION ALL
                SELECT id, xact, at, true FROM ledger.erasure r WHERE (xact, id) >= (?::text::xid8, ?) AND xact < ?::text::xid8
                    AND EXISTS (SELECT FROM ledger.erased e WHERE e.erasure = r.id AND e.origin_id = ANY (?))
            ) b ORDER BY xact, id LIMIT\s""" + BATCHES;
    private static final String FORGOTTEN = "SELECT 1 FROM ledger.forgotten WHERE dataset = ? AND xact >= ?";
    private final DataSource database;
    private final Supplier<LedgerSchema> schema;
    private final Vault vault;

    public JdbcChanges(DataSource database, Supplier<LedgerSchema> schema, Vault vault) {
        this.database = database;
        this.schema = schema;
        this.vault = vault;
    }

    /** @param horizon the first transaction that may yet write a batch */
    private record Here(String ledger, long horizon) {}

    /** @param erasure or else a batch */
    private record Written(UUID id, long transaction, OffsetDateTime at, boolean erasure) {}

    @Override
    public Position now() {
        return inSnapshot((connection, here) -> new Position(here.ledger(), here.horizon(), Position.LOWEST, Position.LOWEST, here.horizon()));
    }

    @Override
    public Position start() {
        return inSnapshot((connection, here) -> new Position(here.ledger(), 0, Position.LOWEST, Position.LOWEST, here.horizon()));
    }

    @Override
    public Read read(Selection selection, Position after, int most) {
        return inSnapshot((connection, here) -> {
            if (!after.ledger().equals(here.ledger()) || after.transaction() > here.horizon() || after.from() > here.horizon() || forgotten(connection, selection, after)) {
                throw new PositionOver();
            }
            return read(connection, here, selection, after, most);
        });
    }

    private static boolean forgotten(Connection connection, Selection selection, Position after) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FORGOTTEN)) {
            statement.setString(1, selection.dataset().value());
            statement.setLong(2, Math.max(after.transaction(), after.from()));
            try (ResultSet answer = statement.executeQuery()) {
                return answer.next();
            }
        }
    }

    /** What feeds the dataset is asked anew: of a mapping's new version no record may be passed over. */
    private Read read(Connection connection, Here here, Selection selection, Position after, int most) throws SQLException {
        DatasetOrigins.Feeding feeding = DatasetOrigins.read(connection, selection.dataset());
        List<Written> batches = batches(connection, here, feeding, after);
        List<Change> changes = new ArrayList<>();
        for (Written batch : batches) {
            Position from = batch.transaction() == after.transaction() && batch.id().equals(uuid(after.batch())) ? after
                    : new Position(here.ledger(), batch.transaction(), ulid(batch.id()), Position.LOWEST, after.from());
            changes.addAll(changes(connection, selection, feeding, batch, from, most - changes.size()));
            if (changes.size() >= most) {
                return new Read(changes, changes.getLast().at(), true);
            }
        }
        if (batches.size() == BATCHES) {
            Written last = batches.getLast();
            return new Read(changes, new Position(here.ledger(), last.transaction(), ulid(last.id()), Ulid.MAX.toString(), after.from()), true);
        }
        return new Read(changes, new Position(here.ledger(), here.horizon(), Position.LOWEST, Position.LOWEST, after.from()), false);
    }

    private static List<Written> batches(Connection connection, Here here, DatasetOrigins.Feeding feeding, Position after) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(NEXT)) {
            String from = String.valueOf(after.transaction());
            String horizon = String.valueOf(here.horizon());
            JdbcLedger.bind(connection, statement, List.of(feeding.origins(), from, uuid(after.batch()), horizon, from, uuid(after.batch()), horizon, feeding.origins()));
            List<Written> batches = new ArrayList<>();
            try (ResultSet answer = statement.executeQuery()) {
                while (answer.next()) {
                    batches.add(new Written(answer.getObject(1, UUID.class), Long.parseLong(answer.getString(2)), answer.getObject(3, OffsetDateTime.class), answer.getBoolean(4)));
                }
            }
            return batches;
        }
    }

    private List<Change> changes(Connection connection, Selection selection, DatasetOrigins.Feeding feeding, Written batch, Position after, int most) throws SQLException {
        LedgerSchema now = schema.get();
        RowValues values = new RowValues(now, selection.element(), selection.items(), vault);
        ChangesSql sql = new ChangesSql(selection, now, vault, feeding, batch.id(), batch.at());
        boolean departures = batch.transaction() >= after.from();
        if (batch.erasure() && !departures) {
            return List.of();
        }
        if (batch.erasure()) {
            sql.erased(uuid(after.record()), most);
        } else {
            sql.build(uuid(after.record()), departures, most);
        }
        try (PreparedStatement statement = connection.prepareStatement(sql.text())) {
            JdbcLedger.bind(connection, statement, sql.parameters());
            List<Change> changes = new ArrayList<>();
            try (ResultSet answer = statement.executeQuery()) {
                while (answer.next()) {
                    SubjectId subject = RowValues.subject(answer, 2);
                    EntryId id = new EntryId(ulid(answer.getObject(1, UUID.class)));
                    LedgerRow row = new LedgerRow(id, subject, Level.values()[answer.getInt(3) - 1], values.read(answer, 5, subject));
                    changes.add(new Change(new Position(after.ledger(), batch.transaction(), ulid(batch.id()), id.value(), after.from()), row, answer.getBoolean(4)));
                }
            }
            return changes;
        }
    }

    private interface Work<T> {
        T in(Connection connection, Here here) throws SQLException;
    }

    /** All of it sees the same moment. */
    private <T> T inSnapshot(Work<T> work) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(true);
            Long[] others = BatchTurn.others(connection);
            connection.setAutoCommit(false);
            try (PreparedStatement begin = connection.prepareStatement("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")) {
                begin.execute();
                return work.in(connection, here(connection, others));
            } finally {
                connection.rollback();
            }
        } catch (SQLException failure) {
            throw new LedgerUnavailable("the changes of the ledger could not be read", failure);
        }
    }

    private static Here here(Connection connection, Long[] others) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(WHERE_WE_ARE)) {
            statement.setArray(1, connection.createArrayOf("int8", others));
            try (ResultSet answer = statement.executeQuery()) {
                answer.next();
                return new Here(answer.getString(1), answer.getLong(2));
            }
        }
    }

    private static UUID uuid(String ulid) {
        return Ulid.from(ulid).toUuid();
    }

    private static String ulid(UUID uuid) {
        return Ulid.from(uuid).toString();
    }
}
