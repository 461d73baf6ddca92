package datong.intake.jdbc;

import datong.ledger.ContentSeal;
import datong.ledger.PersonNumbers;
import datong.ledger.Remains;
import datong.ledger.SubjectId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** FlowFiles that were set aside: which of them hold the person cannot be told while they cannot be read, so all that do not surely name nobody go. */
public final class FlowFileRemains implements Remains {
    private final JdbcClient database;
    private final ContentSeal seal;

    public FlowFileRemains(JdbcClient database, ContentSeal seal) {
        this.database = database;
        this.seal = seal;
    }

    private record Kept(String route, String uuid, UUID subject, String name) {
        SubjectId key() {
            return new SubjectId(subject.getMostSignificantBits(), subject.getLeastSignificantBits());
        }
    }

    private record Piece(int piece, byte[] sealed) {}

    @Override
    public String name() {
        return "flowfiles_set_aside";
    }

    @Override
    public long erase(PersonNumbers person) {
        List<Kept> named = database.sql("SELECT route, uuid, subject, name FROM intake.flowfile WHERE kept_at IS NOT NULL AND subject IS NOT NULL").query(Kept.class).list().stream()
                .filter(kept -> names(kept, person)).toList();
        for (Kept kept : named) {
            seal.erase(kept.key());
            database.sql("DELETE FROM intake.flowfile_piece WHERE route = ? AND uuid = ?").params(kept.route(), kept.uuid()).update();
            database.sql("UPDATE intake.flowfile SET kept_at = NULL WHERE route = ? AND uuid = ?").params(kept.route(), kept.uuid()).update();
        }
        return named.size();
    }

    /** Packed content is not looked into and counts as naming the person. */
    private boolean names(Kept kept, PersonNumbers person) {
        StringBuilder text = new StringBuilder();
        for (Piece piece : database.sql("SELECT piece, sealed FROM intake.flowfile_piece WHERE route = ? AND uuid = ? ORDER BY piece").params(kept.route(), kept.uuid()).query(Piece.class).list()) {
            seal.open(kept.key(), piece.piece(), piece.sealed()).ifPresent(plain -> text.append(new String(plain, StandardCharsets.ISO_8859_1)));
        }
        return text.indexOf("PK\u0003\u0004") == 0 || person.namedIn(text.toString());
    }
}
