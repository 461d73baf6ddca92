package datong.ledger.jdbc;

import com.github.f4b6a3.ulid.Ulid;
import datong.classification.ClassifiedRecord;
import datong.ledger.LedgerWriter.Accepted;
import datong.ledger.LedgerWriter.Batch;
import datong.ledger.LedgerWriter.Rejected;
import datong.ledger.Vault;
import datong.mapping.Mapping;
import datong.mapping.Problem;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A batch laid out for COPY: per table one wave of rows, and a further wave wherever a key comes again with later content, so that
 * each version finds its place in history in the order of the source.
 */
final class StagedBatch {
    /** Rule of records that are about an erased person. */
    static final String ERASED = "SUBJECT_ERASED";
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private final Map<LedgerTable, List<Wave>> waves = new LinkedHashMap<>();
    private final Map<Mapping.Output, Target> targets = new HashMap<>();
    private final List<Rejected> rejected;
    private final Buffers buffers;
    private Target latest;

    private StagedBatch(Batch batch, Buffers buffers) {
        this.buffers = buffers;
        this.rejected = new ArrayList<>(batch.rejected());
    }

    static StagedBatch of(Batch batch, Vault vault, Origins origins, Buffers buffers) {
        StagedBatch staged = new StagedBatch(batch, buffers);
        List<Accepted> accepted = batch.accepted();
        for (int ordinal = 0; ordinal < accepted.size(); ordinal++) {
            staged.stage(batch, accepted.get(ordinal), ordinal, vault, origins);
        }
        return staged;
    }

    Map<LedgerTable, List<Wave>> waves() {
        return waves;
    }

    /** The batch's rejected records and those whose subject has been erased since. */
    List<Rejected> rejected() {
        return rejected;
    }

    /** The rows are needed no more. */
    void release() {
        waves.values().forEach(tableWaves -> tableWaves.forEach(wave -> wave.release(buffers)));
    }

    Optional<Origins.Origin> origin(Mapping.Output output) {
        return Optional.ofNullable(targets.get(output)).map(Target::origin);
    }

    private void stage(Batch batch, Accepted accepted, int ordinal, Vault vault, Origins origins) {
        List<Wave> begun = new ArrayList<>(accepted.outputs().size());
        try {
            for (ClassifiedRecord record : accepted.outputs()) {
                Target target = targetOf(batch, record.output(), vault, origins);
                Wave wave = waveFor(target, record.sourceKey());
                BinaryCopy copy = wave.begin(ordinal);
                begun.add(wave);
                Ulid id = JdbcLedgerWriter.nextId();
                target.rows.write(copy, record, target.shared, id.getMostSignificantBits(), id.getLeastSignificantBits());
            }
        } catch (Vault.ErasedSubject erased) {
            begun.forEach(Wave::drop);
            rejected.add(new Rejected(accepted.raw(), List.of(new Problem(ERASED, Optional.empty(), Optional.empty(),
                    "the person this record is about has been erased; the source should stop sending it"))));
        }
    }

    /** Most batches have one output: its target is found without comparing datasets. */
    private Target targetOf(Batch batch, Mapping.Output output, Vault vault, Origins origins) {
        if (latest == null || latest.output != output) {
            latest = targets.computeIfAbsent(output, any -> target(batch, output, vault, origins));
        }
        return latest;
    }

    private Wave waveFor(Target target, String key) {
        int occurrence = target.occurrences.merge(key, 1, Integer::sum);
        List<Wave> tableWaves = waves.computeIfAbsent(target.table, table -> new ArrayList<>());
        while (tableWaves.size() < occurrence) {
            tableWaves.add(new Wave(buffers.take()));
        }
        return tableWaves.get(occurrence - 1);
    }

    private static Target target(Batch batch, Mapping.Output output, Vault vault, Origins origins) {
        LedgerTable table = LedgerTable.of(output.schema());
        Origins.Origin origin = origins.of(batch.mapping(), output);
        Ulid id = Ulid.from(batch.id());
        RowWriter.Shared shared = new RowWriter.Shared(id.getMostSignificantBits(), id.getLeastSignificantBits(), origin.id(),
                origin.terms(), batch.at(), LocalDate.ofInstant(batch.at(), ZONE).plusDays(batch.mapping().terms().retentionDays()));
        return new Target(output, table, origin, new RowWriter(table, vault), shared, HashMap.newHashMap(batch.accepted().size()));
    }

    private record Target(Mapping.Output output, LedgerTable table, Origins.Origin origin, RowWriter rows, RowWriter.Shared shared, Map<String, Integer> occurrences) {}
}
