package datong.intake.jdbc;

import com.github.f4b6a3.ulid.Ulid;
import datong.intake.FlowFiles;
import datong.ledger.ContentSeal;
import datong.ledger.SubjectId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** FlowFiles in PostgreSQL. */
public final class JdbcFlowFiles implements FlowFiles {
    private static final int PIECE = 1 << 20;
    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final ContentSeal seal;
    private final Clock clock;

    public JdbcFlowFiles(DataSource database, ContentSeal seal, Clock clock) {
        this.database = JdbcClient.create(database);
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
        this.seal = seal;
        this.clock = clock;
    }

    @Override
    public Known known(String route, String uuid) {
        return database.sql("""
                        SELECT d.state, f.kept_at IS NOT NULL FROM intake.flowfile f JOIN intake.delivery d ON d.id = f.delivery_id
                        WHERE f.route = ? AND f.uuid = ?""")
                .params(route, uuid).query((row, number) -> known(row.getString(1), row.getBoolean(2))).optional().orElse(Known.NEW);
    }

    private static Known known(String state, boolean kept) {
        return switch (state) {
            case "DONE" -> Known.DONE;
            case "SET_ASIDE", "STOPPED" -> kept ? Known.KEPT : Known.SET_ASIDE;
            default -> Known.NEW;
        };
    }

    @Override
    public int begin(FlowFile flowFile, String delivery) {
        return database.sql("""
                        INSERT INTO intake.flowfile (route, uuid, delivery_id, server, port, name, mime_type, bytes, first_seen, last_seen)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (route, uuid) DO UPDATE
                        SET delivery_id = excluded.delivery_id, last_seen = excluded.last_seen, seen = intake.flowfile.seen + 1 RETURNING seen""")
                .params(flowFile.route(), flowFile.uuid(), Ulid.from(delivery).toUuid(), flowFile.server(), flowFile.port(), flowFile.name(),
                        flowFile.mimeType(), flowFile.bytes(), now(), now())
                .query(Integer.class).single();
    }

    @Override
    public void cameAgain(String route, String uuid) {
        database.sql("UPDATE intake.flowfile SET seen = seen + 1, last_seen = ? WHERE route = ? AND uuid = ?").params(now(), route, uuid).update();
    }

    @Override
    public void keep(String route, String uuid, Path content) throws IOException {
        SubjectId subject = seal.subject(route + "|" + uuid);
        try (InputStream in = Files.newInputStream(content)) {
            transaction.executeWithoutResult(status -> {
                database.sql("DELETE FROM intake.flowfile_piece WHERE route = ? AND uuid = ?").params(route, uuid).update();
                pieces(in, route, uuid, subject);
                seal.flush();
                database.sql("UPDATE intake.flowfile SET kept_at = ?, subject = ? WHERE route = ? AND uuid = ?")
                        .params(now(), new UUID(subject.high(), subject.low()), route, uuid).update();
            });
        } catch (UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
    }

    private void pieces(InputStream in, String route, String uuid, SubjectId subject) {
        try {
            int number = 0;
            for (byte[] piece = in.readNBytes(PIECE); piece.length > 0; piece = in.readNBytes(PIECE)) {
                database.sql("INSERT INTO intake.flowfile_piece (route, uuid, piece, sealed) VALUES (?, ?, ?, ?)")
                        .params(route, uuid, number, seal.seal(subject, number, piece)).update();
                number++;
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public Optional<FlowFile> kept(String route, String uuid) {
        return database.sql("""
                        SELECT f.server, f.port, f.name, f.mime_type, f.bytes FROM intake.flowfile f LEFT JOIN intake.delivery d ON d.id = f.delivery_id
                        WHERE f.route = ? AND f.uuid = ? AND f.kept_at IS NOT NULL AND d.state IS DISTINCT FROM 'DONE'""")
                .params(route, uuid).query((row, number) -> new FlowFile(route, uuid, row.getString(1), row.getString(2), row.getString(3), row.getString(4), row.getLong(5)))
                .optional();
    }

    @Override
    public InputStream content(String route, String uuid) throws IOException {
        UUID key = database.sql("SELECT subject FROM intake.flowfile WHERE route = ? AND uuid = ? AND kept_at IS NOT NULL").params(route, uuid).query(UUID.class).optional()
                .orElseThrow(() -> new IOException("no content is kept"));
        SubjectId subject = new SubjectId(key.getMostSignificantBits(), key.getLeastSignificantBits());
        int pieces = database.sql("SELECT count(*) FROM intake.flowfile_piece WHERE route = ? AND uuid = ?").params(route, uuid).query(Integer.class).single();
        return new KeptContent(pieces, number -> seal.open(subject, number, sealed(route, uuid, number)));
    }

    private byte[] sealed(String route, String uuid, int number) {
        return database.sql("SELECT sealed FROM intake.flowfile_piece WHERE route = ? AND uuid = ? AND piece = ?").params(route, uuid, number).query(byte[].class).single();
    }

    @Override
    public boolean again(String route, String uuid, String delivery) {
        return database.sql("""
                        UPDATE intake.flowfile f SET delivery_id = ? WHERE f.route = ? AND f.uuid = ? AND f.kept_at IS NOT NULL
                            AND NOT EXISTS (SELECT FROM intake.delivery d WHERE d.id = f.delivery_id AND d.state IN ('DONE', 'RUNNING'))""")
                .params(Ulid.from(delivery).toUuid(), route, uuid).update() == 1;
    }

    @Override
    public void drop(String route, String uuid) {
        transaction.executeWithoutResult(status -> {
            database.sql("DELETE FROM intake.flowfile_piece WHERE route = ? AND uuid = ?").params(route, uuid).update();
            database.sql("UPDATE intake.flowfile SET kept_at = NULL WHERE route = ? AND uuid = ?").params(route, uuid).update();
        });
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
