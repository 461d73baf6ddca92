package datong.still.jdbc;

import com.github.f4b6a3.ulid.Ulid;
import datong.ledger.SubjectId;
import datong.still.Still;
import datong.still.StillSeal;
import datong.still.Stills;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The table {@code still.picture}. */
public final class JdbcStills implements Stills {
    private final JdbcClient database;
    private final TransactionTemplate transactions;
    private final StillSeal seal;

    public JdbcStills(DataSource database, StillSeal seal) {
        this.database = JdbcClient.create(database);
        this.transactions = new TransactionTemplate(new DataSourceTransactionManager(database));
        this.seal = seal;
    }

    @Override
    public Set<String> known(List<String> references) {
        UUID[] ids = references.stream().map(JdbcStills::id).toArray(UUID[]::new);
        return new HashSet<>(database.sql("SELECT id FROM still.picture WHERE id = ANY (?)").param(ids).query(UUID.class).list().stream().map(id -> Ulid.from(id).toString()).toList());
    }

    private record Row(Taken taken, Still.State state, Optional<String> why, SubjectId subject, byte[] address, byte[] picture) {}

    @Override
    public void take(String source, List<Taken> all) {
        List<Row> rows = new ArrayList<>();
        all.forEach(taken -> taken.content().ifPresent(content -> rows.add(row(taken, content))));
        seal.flush();
        transactions.executeWithoutResult(status -> {
            rows.forEach(row -> insert(source, row));
            all.forEach(taken -> taken.caseNumber().ifPresent(number -> database.sql("UPDATE still.picture SET case_no = ? WHERE record = ? AND case_no IS DISTINCT FROM ?")
                    .params(number, taken.record(), number).update()));
        });
    }

    private Row row(Taken taken, Content content) {
        SubjectId subject = seal.subject(taken.reference());
        return switch (content) {
            case Content.Coarse coarse -> new Row(taken, Still.State.KEPT, Optional.empty(), subject, null, seal.picture(subject, coarse.png()));
            case Content.Unreadable unreadable -> new Row(taken, Still.State.UNREADABLE, Optional.of(unreadable.why()), subject, null, null);
            case Content.Address address -> new Row(taken, Still.State.WAITING, Optional.empty(), subject, seal.address(subject, address.url()), null);
        };
    }

    private void insert(String source, Row row) {
        database.sql("INSERT INTO still.picture (id, source, record, case_no, taken_at, latest, state, why, next_try, subject, address, picture) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
                        + "ON CONFLICT (id) DO NOTHING")
                .params(id(row.taken().reference()), source, row.taken().record(), row.taken().caseNumber().orElse(null), at(row.taken().at()), at(row.taken().latest()), row.state().name(),
                        row.why().orElse(null), at(row.taken().at()), new UUID(row.subject().high(), row.subject().low()), row.address(), row.picture()).update();
    }

    @Override
    public Optional<Still> find(String reference) {
        return Ulid.isValid(reference) ? database.sql("SELECT source, state, why FROM still.picture WHERE id = ?").param(id(reference))
                .query((row, number) -> new Still(reference, row.getString(1), Still.State.valueOf(row.getString(2)), Optional.ofNullable(row.getString(3)))).optional() : Optional.empty();
    }

    @Override
    public Optional<byte[]> open(String reference) {
        return database.sql("SELECT subject, picture FROM still.picture WHERE id = ? AND picture IS NOT NULL").param(id(reference))
                .query((row, number) -> seal.openPicture(subject(row), row.getBytes(2))).optional().flatMap(opened -> opened);
    }

    @Override
    public List<Waiting> waiting(Instant now, int most) {
        return database.sql("SELECT subject, address, id, taken_at, tries FROM still.picture WHERE state = 'WAITING' AND next_try <= ? ORDER BY next_try LIMIT ?").params(at(now), most)
                .query((row, number) -> waiting(row)).list().stream().flatMap(Optional::stream).toList();
    }

    private Optional<Waiting> waiting(ResultSet row) throws SQLException {
        String reference = Ulid.from(row.getObject("id", UUID.class)).toString();
        Instant since = row.getObject("taken_at", OffsetDateTime.class).toInstant();
        int tries = row.getInt("tries");
        return seal.openAddress(subject(row), row.getBytes("address")).map(url -> new Waiting(reference, url, since, tries));
    }

    private static SubjectId subject(ResultSet row) throws SQLException {
        UUID subject = row.getObject("subject", UUID.class);
        return new SubjectId(subject.getMostSignificantBits(), subject.getLeastSignificantBits());
    }

    @Override
    public void fetched(String reference, byte[] png) {
        SubjectId subject = database.sql("SELECT subject FROM still.picture WHERE id = ?").param(id(reference)).query((row, number) -> subject(row)).single();
        byte[] sealed = seal.picture(subject, png);
        seal.flush();
        database.sql("UPDATE still.picture SET state = 'KEPT', why = NULL, address = NULL, picture = ? WHERE id = ? AND state = 'WAITING'").params(sealed, id(reference)).update();
    }

    @Override
    public void failed(String reference, Still.State state, String why) {
        database.sql("UPDATE still.picture SET state = ?, why = ?, address = NULL WHERE id = ? AND state = 'WAITING'").params(state.name(), why, id(reference)).update();
    }

    @Override
    public void later(String reference, Instant next, String why) {
        database.sql("UPDATE still.picture SET tries = tries + 1, next_try = ?, why = ? WHERE id = ? AND state = 'WAITING'").params(at(next), why, id(reference)).update();
    }

    private static UUID id(String reference) {
        return Ulid.from(reference).toUuid();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
