package datong.intake;

import datong.ledger.LedgerWriter.Accepted;
import datong.ledger.LedgerWriter.Deleted;
import datong.ledger.LedgerWriter.Rejected;
import datong.source.RawRecord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A batch's records as the ledger takes them. The ledger stores before it deletes: where a key comes again behind its deletion, a
 * further part begins, so that the order of the source holds. Most batches have one part. Not thread-safe.
 */
final class BatchParts {
    private final List<Part> parts = new ArrayList<>(1);
    private final Set<String> deleted = new HashSet<>();

    BatchParts() {
        parts.add(Part.empty());
    }

    /** @param records as they arrived, in their order */
    record Part(List<RawRecord> records, List<Accepted> accepted, List<Rejected> rejected, List<Deleted> deleted) {
        private static Part empty() {
            return new Part(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }
    }

    List<Part> parts() {
        return parts;
    }

    void add(RawRecord raw, Stages.Sorted sorted) {
        switch (sorted) {
            case Stages.Sorted.In in -> {
                if (!deleted.isEmpty() && in.accepted().outputs().stream().anyMatch(record -> deleted.contains(name(record.output().code(), record.sourceKey())))) {
                    parts.add(Part.empty());
                    deleted.clear();
                }
                parts.getLast().accepted().add(in.accepted());
            }
            case Stages.Sorted.Gone gone -> {
                gone.deleted().keys().forEach(key -> deleted.add(name(key.output().code(), key.sourceKey())));
                parts.getLast().deleted().add(gone.deleted());
            }
            case Stages.Sorted.Out out -> parts.getLast().rejected().add(out.rejected());
        }
        parts.getLast().records().add(raw);
    }

    private static String name(String output, String key) {
        return output + "\n" + key;
    }
}
