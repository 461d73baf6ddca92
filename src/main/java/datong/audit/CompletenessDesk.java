package datong.audit;

import datong.audit.Completeness.Stretch;
import datong.audit.KeyedIndex.Identity;
import datong.audit.KeyedIndex.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Proves out of a log's folder that nothing was left out. */
public final class CompletenessDesk {
    private final LogReader log;
    private final Indexes indexes;
    private final EvidenceDesk evidence;

    public CompletenessDesk(Path folder) {
        this.log = LogReader.of(folder);
        this.indexes = new Indexes(folder, log);
        this.evidence = new EvidenceDesk(folder);
    }

    /** @param key as it stands in {@code person_keys} */
    public Completeness person(String key, Instant from, Instant to) {
        return prove(new Identity(Kind.PERSON, key), from, to);
    }

    /** @param code unified social credit code of the organisation that asked */
    public Completeness organisation(String code, Instant from, Instant to) {
        return prove(new Identity(Kind.ORGANISATION, code), from, to);
    }

    private Completeness prove(Identity identity, Instant from, Instant to) {
        List<Indexes.Found> found = stretches(from, to);
        Checkpoint checkpoint = evidence.shown(found.getLast().at(), log).checkpoint();
        List<Stretch> stretches = new ArrayList<>();
        List<Evidence> events = new ArrayList<>();
        for (Indexes.Found each : found) {
            boolean outside = outside(each.segment(), from, to);
            Evidence index = evidence.under(checkpoint, Optional.empty(), each.at(), (list, text) -> list.equals("details"), log);
            Optional<KeyedProof> proof = outside ? Optional.empty() : Optional.of(proof(each.segment(), identity));
            stretches.add(new Stretch(index, proof));
            if (proof.isPresent() && proof.get() instanceof KeyedProof.Present present) {
                for (long event : present.indexes()) {
                    events.add(evidence.under(checkpoint, Optional.empty(), event, (list, text) -> EvidenceDesk.USUAL.contains(list) || text.equals('"' + identity.value() + '"'), log));
                }
            }
        }
        return new Completeness(evidence.key(), checkpoint, identity, from, to, List.copyOf(stretches), List.copyOf(events));
    }

    /** Those that touch the time, and one on either side. */
    private List<Indexes.Found> stretches(Instant from, Instant to) {
        List<Indexes.Found> all = indexes.whole().stream().filter(each -> each.at() < log.checkpoint().size()).toList();
        int first = all.size();
        int last = -1;
        for (int each = 0; each < all.size(); each++) {
            if (!outside(all.get(each).segment(), from, to)) {
                first = Math.min(first, each);
                last = each;
            }
        }
        if (last < 0) {
            throw new IllegalArgumentException("no index covers any event of that time: " + (all.isEmpty() ? "the log has no index yet; the hub makes one within the hour"
                    : "the indexes go from " + all.getFirst().segment().earliest() + " to " + all.getLast().segment().latest()));
        }
        if (first == 0 && all.getFirst().segment().first() > 0) {
            throw new IllegalArgumentException("older events were disposed of: a proof can begin after " + all.getFirst().segment().latest() + ", not before");
        }
        return all.subList(Math.max(0, first - 1), Math.min(all.size(), last + 2));
    }

    private static boolean outside(IndexSegment segment, Instant from, Instant to) {
        return segment.latest().isBefore(from) || segment.earliest().isAfter(to);
    }

    private KeyedProof proof(IndexSegment segment, Identity identity) {
        try (IndexFile file = indexes.open(segment)) {
            return file.prove(identity.key(segment.salt()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
