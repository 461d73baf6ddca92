package datong.approval.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import datong.approval.Request;
import datong.approval.Requests;
import datong.ledger.ContentSeal;
import datong.ledger.SubjectId;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code approval.request}; the terms sealed under a key that lives as long as the request. */
public final class JdbcRequests implements Requests {
    private final JdbcClient database;
    private final ContentSeal seal;
    private final ObjectMapper json = new ObjectMapper();

    public JdbcRequests(JdbcClient database, ContentSeal seal) {
        this.database = database;
        this.seal = seal;
    }

    @Override
    public void enter(Request request, Map<String, String> terms) {
        SubjectId subject = subject(request.id());
        byte[] sealed = seal.seal(subject, 0, text(terms).getBytes(StandardCharsets.UTF_8));
        seal.flush();
        database.sql("""
                        INSERT INTO approval.request (id, kind, about, reason, asked_by, asked_at, expires_at, subject, sealed)
                        VALUES (?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?)""")
                .params(request.id(), request.kind().name(), text(request.about()), request.reason(), request.askedBy(), at(request.askedAt()), at(request.expiresAt()),
                        new UUID(subject.high(), subject.low()), sealed).update();
    }

    private SubjectId subject(String id) {
        return seal.subject("approval|" + id);
    }

    @Override
    public Optional<Request> find(String id) {
        return database.sql("SELECT * FROM approval.request WHERE id = ?").param(id).query((row, number) -> request(row)).optional();
    }

    @Override
    public List<Request> newest(int most) {
        return database.sql("SELECT * FROM approval.request ORDER BY asked_at DESC, id DESC LIMIT ?").param(most).query((row, number) -> request(row)).list();
    }

    @Override
    public List<Request> confirmed() {
        return database.sql("SELECT * FROM approval.request WHERE state = 'CONFIRMED' ORDER BY decided_at, id").query((row, number) -> request(row)).list();
    }

    @Override
    public void progress(String id, Map<String, String> outcome) {
        database.sql("UPDATE approval.request SET outcome = ?::jsonb WHERE id = ? AND state = 'CONFIRMED'").params(text(outcome), id).update();
    }

    @Override
    public boolean decide(String id, Request.State state, String by, Instant at, Instant expiresAt) {
        return database.sql("UPDATE approval.request SET state = ?, decided_by = ?, decided_at = ?, expires_at = ? WHERE id = ? AND state = 'OPEN'")
                .params(state.name(), by, at(at), at(expiresAt), id).update() == 1;
    }

    @Override
    public Optional<Map<String, String>> terms(String id) {
        return database.sql("SELECT sealed FROM approval.request WHERE id = ? AND sealed IS NOT NULL").param(id).query(byte[].class).optional()
                .flatMap(sealed -> seal.open(subject(id), 0, sealed)).map(opened -> map(new String(opened, StandardCharsets.UTF_8)));
    }

    @Override
    public boolean done(String id, Map<String, String> outcome, Instant at) {
        return database.sql("UPDATE approval.request SET state = 'DONE', outcome = ?::jsonb, done_at = ? WHERE id = ? AND state = 'CONFIRMED'")
                .params(text(outcome), at(at), id).update() == 1;
    }

    @Override
    public void forgetTerms(String id) {
        seal.erase(subject(id));
        database.sql("UPDATE approval.request SET sealed = NULL WHERE id = ?").param(id).update();
    }

    private Request request(ResultSet row) throws SQLException {
        return new Request(row.getString("id"), Request.Kind.valueOf(row.getString("kind")), map(row.getString("about")), row.getString("reason"), row.getString("asked_by"),
                instant(row, "asked_at").orElseThrow(), instant(row, "expires_at").orElseThrow(), Request.State.valueOf(row.getString("state")),
                Optional.ofNullable(row.getString("decided_by")), instant(row, "decided_at"), map(row.getString("outcome")));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private Map<String, String> map(String text) {
        try {
            return json.readValue(text, new TypeReference<TreeMap<String, String>>() {});
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a request of approval.request does not read back", broken);
        }
    }

    private String text(Map<String, String> map) {
        try {
            return json.writeValueAsString(map);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
