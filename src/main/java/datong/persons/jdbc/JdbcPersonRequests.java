package datong.persons.jdbc;

import datong.ledger.Concerned;
import datong.ledger.ContentSeal;
import datong.ledger.PersonNumbers.PersonNumber;
import datong.ledger.SubjectId;
import datong.persons.PersonRequest;
import datong.persons.PersonRequest.Proof;
import datong.persons.PersonRequest.State;
import datong.persons.PersonRequest.Type;
import datong.persons.PersonRequests;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code persons.request}; who it is sealed under a key that lives until the request is over. */
public final class JdbcPersonRequests implements PersonRequests {
    private final JdbcClient database;
    private final ContentSeal seal;

    public JdbcPersonRequests(JdbcClient database, ContentSeal seal) {
        this.database = database;
        this.seal = seal;
    }

    @Override
    public void enter(PersonRequest request) {
        database.sql("INSERT INTO persons.request (id, type, proof, received_at, target_at, due_at, entered_by) VALUES (?, ?, ?, ?, ?, ?, ?)")
                .params(request.id(), request.type().name(), request.proof().name(), at(request.receivedAt()), at(request.targetAt()), at(request.dueAt()), request.enteredBy()).update();
    }

    @Override
    public Optional<PersonRequest> find(String id) {
        return database.sql("SELECT * FROM persons.request WHERE id = ?").param(id).query((row, number) -> request(row)).optional();
    }

    @Override
    public List<PersonRequest> pressing(int most) {
        return database.sql("SELECT * FROM persons.request ORDER BY state IN ('REFUSED', 'DONE'), CASE WHEN state IN ('REFUSED', 'DONE') THEN NULL ELSE due_at END, id DESC LIMIT ?")
                .param(most).query((row, number) -> request(row)).list();
    }

    @Override
    public boolean name(String id, Concerned person, int records) {
        String numbers = person.numbers().numbers().stream().map(PersonNumber::text).collect(Collectors.joining("\n"));
        byte[] sealed = seal.seal(subject(id), 0, (person.keys() + "\n" + numbers).getBytes(StandardCharsets.UTF_8));
        seal.flush();
        return database.sql("UPDATE persons.request SET sealed = ?, records = ? WHERE id = ? AND state = 'RECEIVED'").params(sealed, records, id).update() == 1;
    }

    private SubjectId subject(String id) {
        return seal.subject("persons|" + id);
    }

    @Override
    public Optional<Concerned> person(String id) {
        return database.sql("SELECT sealed FROM persons.request WHERE id = ? AND sealed IS NOT NULL").param(id).query(byte[].class).optional()
                .flatMap(sealed -> seal.open(subject(id), 0, sealed)).map(opened -> new String(opened, StandardCharsets.UTF_8).split("\n", 2))
                .map(parts -> Concerned.parse(parts[1], parts[0]).orElseThrow(() -> new IllegalStateException("a person of persons.request does not read back")));
    }

    @Override
    public boolean decide(String id, State state, String by, Instant at, String reason, String article) {
        return database.sql("UPDATE persons.request SET state = ?, decided_by = ?, decided_at = ?, reason = ?, article = ? WHERE id = ? AND state = 'RECEIVED'")
                .params(state.name(), by, at(at), reason, article, id).update() == 1;
    }

    @Override
    public boolean done(String id, Instant at) {
        return database.sql("UPDATE persons.request SET state = 'DONE', done_at = ? WHERE id = ? AND state = 'GRANTED'").params(at(at), id).update() == 1;
    }

    @Override
    public void forget(String id) {
        seal.erase(subject(id));
        database.sql("UPDATE persons.request SET sealed = NULL WHERE id = ?").param(id).update();
    }

    private static PersonRequest request(ResultSet row) throws SQLException {
        return new PersonRequest(row.getString("id"), Type.valueOf(row.getString("type")), Proof.valueOf(row.getString("proof")), instant(row, "received_at").orElseThrow(),
                instant(row, "target_at").orElseThrow(), instant(row, "due_at").orElseThrow(), row.getString("entered_by"), State.valueOf(row.getString("state")),
                Optional.ofNullable(row.getObject("records", Integer.class)), Optional.ofNullable(row.getString("decided_by")), instant(row, "decided_at"), row.getString("reason"),
                row.getString("article"), instant(row, "done_at"));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
