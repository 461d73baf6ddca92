package datong.intake;

import com.github.f4b6a3.ulid.UlidCreator;
import datong.ledger.LedgerWriter;
import datong.ledger.LedgerWriter.Accepted;
import datong.ledger.LedgerWriter.Balance;
import datong.ledger.LedgerWriter.Batch;
import datong.ledger.LedgerWriter.Deleted;
import datong.ledger.LedgerWriter.Rejected;
import datong.mapping.Mapping;
import datong.mapping.Mappings;
import datong.source.RawRecord;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes quarantined records once more, by the mapping that is in force now. What is accepted leaves quarantine. */
public final class Replay {
    private final Quarantine quarantine;
    private final Mappings mappings;
    private final Stages stages;
    private final LedgerWriter ledger;
    private final BatchEvents events;
    private final int most;
    private final Clock clock;

    public Replay(Quarantine quarantine, Mappings mappings, Stages stages, LedgerWriter ledger, BatchEvents events, int most, Clock clock) {
        this.quarantine = quarantine;
        this.mappings = mappings;
        this.stages = stages;
        this.ledger = ledger;
        this.events = events;
        this.most = most;
        this.clock = clock;
    }

    /** What became of the replayed records; {@code read} is how many were tried. */
    public Balance replay(Quarantine.Filter filter, String actor) {
        Mapping mapping = mappings.find(filter.source()).orElseThrow(() -> new IllegalStateException(
                "no mapping is in force for source '" + filter.source() + "'; mend it before replaying"));
        Balance total = Balance.NOTHING;
        Optional<String> after = Optional.empty();
        for (List<Quarantine.Held> held = next(filter, after); !held.isEmpty(); held = next(filter, after)) {
            total = total.plus(replayAll(mapping, held, actor));
            after = Optional.of(held.getLast().id());
        }
        events.committed();
        return total;
    }

    private List<Quarantine.Held> next(Quarantine.Filter filter, Optional<String> after) {
        return quarantine.open(filter, after, most);
    }

    /** A record mended by hand is a batch of its own, so that its versions lead back to the mend. */
    private Balance replayAll(Mapping mapping, List<Quarantine.Held> held, String actor) {
        List<Quarantine.Held> untouched = held.stream().filter(one -> one.mended().nothing()).toList();
        Balance total = untouched.isEmpty() ? new Balance(0, 0, 0, 0) : replay(mapping, untouched, actor);
        for (Quarantine.Held one : held) {
            total = one.mended().nothing() ? total : total.plus(replay(mapping, List.of(one), actor));
        }
        return total;
    }

    private Balance replay(Mapping mapping, List<Quarantine.Held> held, String actor) {
        List<Accepted> accepted = new ArrayList<>();
        List<Rejected> rejected = new ArrayList<>();
        List<Deleted> deleted = new ArrayList<>();
        for (Quarantine.Held one : held) {
            switch (sort(mapping, one)) {
                case Stages.Sorted.In in -> accepted.add(in.accepted());
                case Stages.Sorted.Gone gone -> deleted.add(gone.deleted());
                case Stages.Sorted.Out out -> rejected.add(out.rejected());
            }
        }
        String id = UlidCreator.getMonotonicUlid().toString();
        return ledger.append(new Batch(id, held.getFirst().delivery(), mapping, clock.instant(), accepted, rejected, deleted,
                held.stream().map(Quarantine.Held::id).toList(), Optional.empty(), balance -> events.replay(id, actor, mapping, balance)));
    }

    /** A record whose own header no longer fits stays where it is, with that as its reason. */
    private Stages.Sorted sort(Mapping mapping, Quarantine.Held held) {
        RawRecord raw = anew(held.raw());
        if (raw.defect().isEmpty() && mapping.check(raw.columns()) instanceof Mapping.Header.Drifted drifted) {
            return new Stages.Sorted.Out(new Rejected(held.raw(), List.of(new datong.mapping.Problem("HEADER_DRIFT", Optional.empty(),
                    Optional.empty(), "the record's columns do not fit the mapping in force: " + drifted.advice()))));
        }
        return stages.sort(mapping, raw, held.mended());
    }

    /** Names that did not fit the mapping of their day may fit the one in force. */
    private static RawRecord anew(RawRecord raw) {
        boolean drifted = raw.defect().filter(defect -> defect.rule().equals(MessageRecords.DRIFTED)).isPresent();
        return drifted ? new RawRecord(raw.columns(), raw.cells(), raw.row(), Optional.empty(), raw.deleted()) : raw;
    }
}
