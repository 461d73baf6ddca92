package datong.ledger.jdbc;

import com.github.f4b6a3.ulid.Ulid;
import datong.ledger.EntryId;
import datong.ledger.LedgerUnavailable;
import datong.ledger.SubjectId;
import datong.ledger.Surveys;
import datong.ledger.Vault;
import datong.schema.LedgerSchema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** Reads current records and replaced versions from PostgreSQL in one statement. */
public final class JdbcSurveys implements Surveys {
    private static final int FETCH = 1_000;
    private final DataSource database;
    private final Supplier<LedgerSchema> schema;
    private final Vault vault;
    private final DatasetOrigins origins = new DatasetOrigins();

    public JdbcSurveys(DataSource database, Supplier<LedgerSchema> schema, Vault vault) {
        this.database = database;
        this.schema = schema;
        this.vault = vault;
    }

    @Override
    public void run(Survey survey, Consumer<Version> versions) {
        LedgerSchema now = schema.get();
        RowValues values = new RowValues(now, survey.element(), survey.items(), vault);
        List<Object> parameters = new ArrayList<>();
        try (Connection connection = database.getConnection()) {
            String sql = sql(survey, now, origins.of(connection, survey.dataset()), parameters);
            connection.setAutoCommit(false);
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                JdbcLedger.bind(connection, statement, parameters);
                statement.setFetchSize(FETCH);
                try (ResultSet answer = statement.executeQuery()) {
                    while (answer.next()) {
                        versions.accept(version(answer, survey, values));
                    }
                }
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException failure) {
            throw new LedgerUnavailable("dataset " + survey.dataset() + " could not be counted", failure);
        }
    }

    private String sql(Survey survey, LedgerSchema now, DatasetOrigins.Feeding feeding, List<Object> parameters) {
        StringBuilder sql = new StringBuilder("SELECT e.record_id, e.subject, e.valid_from, e.survey_to");
        WhereSql where = new WhereSql(survey.element(), now, vault, sql, parameters);
        for (RecordSet set : survey.sets()) {
            sql.append(", (true");
            where.scope(set.scope());
            set.conditions().forEach(where::condition);
            sql.append(") IS TRUE");
        }
        survey.items().forEach(item -> sql.append(", ").append(where.expression(item)));
        String table = "ledger." + survey.element().code();
        String columns = LedgerTable.of(now.element(survey.element())).columnNames().stream().map(name -> "v." + name).collect(Collectors.joining(", "));
        sql.append(" FROM (SELECT ").append(columns).append(", NULL::timestamptz AS survey_to FROM ").append(table)
                .append(" v WHERE v.valid_from <= ? UNION ALL SELECT ").append(columns).append(", v.valid_to FROM ").append(table)
                .append("_history v WHERE v.valid_from <= ? AND v.valid_to > ?) e JOIN ledger.terms t ON t.id = e.terms_id JOIN ledger.origin o ON o.id = e.origin_id WHERE ");
        OffsetDateTime to = survey.to().atOffset(ZoneOffset.UTC);
        parameters.addAll(List.of(to, to, survey.from().atOffset(ZoneOffset.UTC)));
        where.equalsAny("e.origin_id", feeding.origins());
        sql.append(" AND ");
        where.equalsAny("e.terms_id", feeding.terms());
        return sql.append(switch (survey.order()) {
            case BY_RECORD -> " ORDER BY e.record_id, e.valid_from";
            case BY_PERSON -> " ORDER BY e.subject, e.record_id, e.valid_from";
        }).toString();
    }

    private static Version version(ResultSet answer, Survey survey, RowValues values) throws SQLException {
        SubjectId subject = RowValues.subject(answer, 2);
        boolean[] within = new boolean[survey.sets().size()];
        for (int set = 0; set < within.length; set++) {
            within[set] = answer.getBoolean(5 + set);
        }
        OffsetDateTime to = answer.getObject(4, OffsetDateTime.class);
        return new Version(new EntryId(Ulid.from(answer.getObject(1, UUID.class)).toString()), subject, values.read(answer, 5 + within.length, subject), within,
                answer.getObject(3, OffsetDateTime.class).toInstant(), to == null ? Instant.MAX : to.toInstant());
    }
}
