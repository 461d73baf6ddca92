package datong.intake.jdbc;

import datong.ledger.PersonNumbers;
import datong.ledger.QuarantineSeal;
import datong.ledger.Remains;
import datong.ledger.SubjectId;
import datong.ledger.Vault;
import datong.source.RawRecord;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Quarantined records that name the person, with what stewards mended of them: their keys are destroyed, their rows stay for the balance. */
public final class QuarantineRemains implements Remains {
    private static final int PORTION = 1000;
    private final JdbcClient database;
    private final Vault vault;
    private final QuarantineSeal seal;

    public QuarantineRemains(JdbcClient database, Vault vault) {
        this.database = database;
        this.vault = vault;
        this.seal = new QuarantineSeal(vault);
    }

    private record Held(UUID id, UUID subject, byte[] sealed) {
        SubjectId key() {
            return new SubjectId(subject.getMostSignificantBits(), subject.getLeastSignificantBits());
        }
    }

    @Override
    public String name() {
        return "quarantined_records";
    }

    @Override
    public long erase(PersonNumbers person) {
        long erased = 0;
        Optional<UUID> after = Optional.of(new UUID(0, 0));
        while (after.isPresent()) {
            List<Held> portion = database.sql("SELECT id, subject, sealed FROM intake.quarantine WHERE sealed IS NOT NULL AND id > ? ORDER BY id LIMIT " + PORTION)
                    .param(after.get()).query(Held.class).list();
            for (Held held : portion.stream().filter(held -> names(held, person)).toList()) {
                erase(held);
                erased++;
            }
            after = portion.size() < PORTION ? Optional.empty() : Optional.of(portion.getLast().id());
        }
        return erased;
    }

    private boolean names(Held held, PersonNumbers person) {
        Optional<RawRecord> raw = seal.open(held.key(), held.sealed(), 0);
        return raw.isEmpty() || Arrays.stream(raw.get().cells()).filter(Objects::nonNull).anyMatch(person::namedIn) || mends(held).stream().anyMatch(person::namedIn);
    }

    private List<String> mends(Held held) {
        return database.sql("SELECT sealed FROM intake.mend WHERE quarantine_id = ?").param(held.id()).query(byte[].class).list().stream()
                .flatMap(sealed -> seal.openValue(held.key(), sealed).stream()).toList();
    }

    private void erase(Held held) {
        vault.erase(held.key());
        database.sql("DELETE FROM intake.mend WHERE quarantine_id = ?").param(held.id()).update();
        database.sql("UPDATE intake.quarantine SET sealed = NULL, state = CASE state WHEN 'REPLAYED' THEN state ELSE 'SETTLED' END WHERE id = ?").param(held.id()).update();
    }
}
