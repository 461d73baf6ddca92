package datong.studio.jdbc;

import datong.ledger.PersonNumbers;
import datong.ledger.Remains;
import datong.ledger.SubjectId;
import datong.source.RawRecord;
import datong.studio.SampleSeal;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Samples kept for dry runs: the handful that names the person goes as a whole, because it is sealed as a whole. */
public final class SampleRemains implements Remains {
    private final JdbcClient database;
    private final SampleSeal seal;

    public SampleRemains(JdbcClient database, SampleSeal seal) {
        this.database = database;
        this.seal = seal;
    }

    private record Row(UUID id, UUID subject, byte[] sealed) {
        SubjectId key() {
            return new SubjectId(subject.getMostSignificantBits(), subject.getLeastSignificantBits());
        }
    }

    @Override
    public String name() {
        return "kept_samples";
    }

    @Override
    public long erase(PersonNumbers person) {
        List<Row> named = database.sql("SELECT id, subject, sealed FROM studio.sample").query(Row.class).list().stream().filter(row -> names(row, person)).toList();
        for (Row row : named) {
            seal.destroy(row.key());
            database.sql("DELETE FROM studio.sample WHERE id = ?").param(row.id()).update();
        }
        return named.size();
    }

    private boolean names(Row row, PersonNumbers person) {
        return seal.open(row.key(), row.sealed()).stream().map(RawRecord::cells).flatMap(Arrays::stream).filter(Objects::nonNull).anyMatch(person::namedIn);
    }
}
