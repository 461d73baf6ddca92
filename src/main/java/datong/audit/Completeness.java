package datong.audit;

import datong.audit.KeyedIndex.Identity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * All accesses to one person, or by one organisation, between two moments, with nothing left out: each event, and from the index over
 * each stretch of the log that it has these events and no other.
 *
 * @param stretches without a gap; those at the ends may lie wholly outside the time, and then prove that nothing of it lies beyond
 * @param events of the stretches that concern the identity, in order
 */
public record Completeness(LogKey key, Checkpoint checkpoint, Identity identity, Instant from, Instant to, List<Stretch> stretches, List<Evidence> events) {
    /** @param proof absent where the whole stretch lies outside the time */
    record Stretch(Evidence index, Optional<KeyedProof> proof) {
        IndexSegment segment() {
            return IndexSegment.of(index.event());
        }
    }

    /** For people: {@code person 1f2e…}. */
    public String whose() {
        return identity.kind().word() + " " + identity.value();
    }

    /** The events that lie in the time. */
    public List<Evidence> within() {
        return events.stream().filter(event -> !event.event().time().isBefore(from) && !event.event().time().isAfter(to)).toList();
    }

    /** The first event that no stretch covers. */
    public long end() {
        return stretches.getLast().segment().end();
    }

    /** What is wrong; empty: it holds. @param keys of the log, led to by one got from elsewhere; @param witnesses each must have cosigned */
    public List<String> check(LogKeys keys, List<WitnessKey> witnesses) {
        List<String> wrong = new ArrayList<>();
        if (!keys.vouchFor(checkpoint)) {
            wrong.add("the checkpoint is not signed by " + keys);
        }
        witnesses.stream().filter(witness -> witness.cosigned(checkpoint).isEmpty()).forEach(witness -> wrong.add("the checkpoint bears no good cosignature of " + witness.name()));
        try {
            long[] expected = stretches(wrong);
            events.forEach(event -> event(event, wrong));
            if (!Arrays.equals(expected, events.stream().mapToLong(Evidence::index).toArray())) {
                wrong.add("the indexes name the events " + Arrays.toString(expected) + ", and not exactly these are shown");
            }
        } catch (IllegalArgumentException malformed) {
            wrong.add(malformed.getMessage());
        }
        return wrong;
    }

    private void event(Evidence event, List<String> wrong) {
        if (!event.included()) {
            wrong.add("event " + event.index() + ", as it was opened, is not in the log");
        } else if (!identity.concerns(event.event())) {
            wrong.add("event " + event.index() + " does not concern the " + identity.kind().word());
        }
    }

    /** The events that the indexes name, in order. */
    private long[] stretches(List<String> wrong) {
        LongStream expected = LongStream.empty();
        long next = -1;
        for (Stretch stretch : stretches) {
            IndexSegment segment = stretch.segment();
            if (!stretch.index().included()) {
                wrong.add("the index in event " + stretch.index().index() + " is not in the log");
            }
            if (next >= 0 && segment.first() != next) {
                wrong.add("no index covers the events " + next + " to " + (segment.first() - 1));
            }
            next = segment.end();
            expected = LongStream.concat(expected, Arrays.stream(named(stretch, segment, wrong)));
        }
        if (stretches.isEmpty()) {
            wrong.add("there is no index in it");
        } else if (stretches.getFirst().segment().first() > 0 && !stretches.getFirst().segment().latest().isBefore(from)) {
            wrong.add("nothing shows that the events before " + stretches.getFirst().segment().first() + " lie before the time");
        }
        return expected.toArray();
    }

    private long[] named(Stretch stretch, IndexSegment segment, List<String> wrong) {
        boolean outside = segment.latest().isBefore(from) || segment.earliest().isAfter(to);
        Optional<long[]> events = stretch.proof().map(proof -> proof.events(identity.key(segment.salt()), segment.root(), segment.keys())).orElse(Optional.of(new long[0]));
        if (stretch.proof().isEmpty() && !outside || events.isEmpty()) {
            wrong.add("nothing shows which of the events " + segment.first() + " to " + (segment.end() - 1) + " concern the " + identity.kind().word());
        }
        return events.orElse(new long[0]);
    }
}
