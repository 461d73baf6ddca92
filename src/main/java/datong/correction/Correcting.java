package datong.correction;

import com.github.f4b6a3.ulid.UlidCreator;
import datong.audit.AuditEvent;
import datong.audit.EventJson;
import datong.intake.Corrections;
import datong.intake.Stages;
import datong.ledger.Ledger;
import datong.ledger.LedgerRow;
import datong.ledger.LedgerWriter;
import datong.ledger.Selection;
import datong.lineage.Trace;
import datong.lineage.Traces;
import datong.mapping.Flag;
import datong.mapping.MappedRecord;
import datong.mapping.Mapping;
import datong.mapping.Mappings;
import datong.schema.ItemDefinition;
import datong.schema.ItemName;
import datong.source.Columns;
import datong.source.RawRecord;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Writes a corrected value as a new version of its record.
 *
 * <p>Promise: the value stands in the ledger when it returns, also against the source's next deliveries; cut off in between, {@link RecallRound} finishes it.
 */
public final class Correcting {
    private static final Selection.Scope EVERYWHERE = new Selection.Scope(true, List.of(), List.of(), List.of(), Optional.empty(), List.of(), List.of());
    private static final ItemName RECORD = new ItemName("record_id");
    private static final List<ItemName> ENVELOPE = List.of(new ItemName("source_record_key"), new ItemName("source_updated_at"), new ItemName("quality_flags"));
    private final Traces traces;
    private final Mappings mappings;
    private final Stages stages;
    private final Ledger ledger;
    private final LedgerWriter writer;
    private final Amendments amendments;
    private final UnaryOperator<String> digest;
    private final Runnable committed;
    private final Clock clock;

    /** @param digest keyed, of a value; @param committed to be called after each commit: moves the outbox into the log */
    public Correcting(Traces traces, Mappings mappings, Stages stages, Ledger ledger, LedgerWriter writer, Amendments amendments, UnaryOperator<String> digest, Runnable committed,
            Clock clock) {
        this.traces = traces;
        this.mappings = mappings;
        this.stages = stages;
        this.ledger = ledger;
        this.writer = writer;
        this.amendments = amendments;
        this.digest = digest;
        this.committed = committed;
        this.clock = clock;
    }

    /** Who corrects. */
    record Actor(String id, String organisation) {}

    /** A record as the ledger holds it, with all that it takes to write it again. */
    record Held(Trace trace, Mapping mapping, Mapping.Output output, LedgerRow row, int items) {
        Object value(ItemName item) {
            return row.values()[ordinal(item)];
        }

        private int ordinal(ItemName item) {
            return output.schema().item(item).orElseThrow().ordinal();
        }

        /** Since when the ledger has held it. */
        Instant since() {
            return trace.versions().getLast().from();
        }

        String key() {
            return (String) row.values()[items];
        }

        boolean corrected(ItemName item) {
            return flags().contains(new Flag(Corrections.CORRECTED, Optional.of(item)));
        }

        private List<Flag> flags() {
            return row.values()[items + 2] instanceof Collection<?> texts ? texts.stream().map(text -> flag(String.valueOf(text))).toList() : List.of();
        }

        private static Flag flag(String text) {
            int colon = text.indexOf(':');
            return colon < 0 ? new Flag(text, Optional.empty()) : new Flag(text.substring(0, colon), Optional.of(new ItemName(text.substring(colon + 1))));
        }

        /** What was said of the old value is not said of the new one. */
        MappedRecord with(ItemName item, Object value) {
            Object[] values = java.util.Arrays.copyOf(row.values(), items);
            values[ordinal(item)] = value;
            List<Flag> flags = new ArrayList<>(flags().stream().filter(flag -> flag.item().filter(item::equals).isEmpty()).toList());
            flags.add(new Flag(Corrections.CORRECTED, Optional.of(item)));
            RawRecord raw = new RawRecord(new Columns(List.of()), new String[0], 0);
            return new MappedRecord(output, raw, Optional.of(key()), values, Optional.ofNullable((Instant) row.values()[items + 1]), List.of(), flags, Set.of());
        }
    }

    /** Empty if the record is gone, or no mapping in force makes such records any more. */
    Optional<Held> held(Dispute.Cell cell) {
        return traces.of(cell.record()).flatMap(trace -> mappings.find(trace.source()).flatMap(mapping -> mapping.outputs().stream()
                .filter(output -> output.code().equals(trace.output()) && output.dataset().code().equals(cell.dataset())).findFirst().flatMap(output -> held(cell, trace, mapping, output))));
    }

    private Optional<Held> held(Dispute.Cell cell, Trace trace, Mapping mapping, Mapping.Output output) {
        List<ItemName> items = output.schema().items().stream().map(ItemDefinition::name).toList();
        Selection selection = new Selection(cell.dataset(), cell.element(), Stream.concat(items.stream(), ENVELOPE.stream()).toList(), EVERYWHERE,
                List.of(new Selection.Condition(RECORD, Selection.Operator.EQ, List.of(cell.record()))), List.of(), Optional.empty(), 1);
        return ledger.read(selection).stream().findFirst().map(row -> new Held(trace, mapping, output, row, items.size()));
    }

    /**
     * Where the source has brought the right value already there is nothing to write.
     *
     * @param right null for no value; @param seen whether a value is the disputed one. @return why it was not written, a key of the words for people; empty if it stands
     */
    Optional<String> write(Dispute dispute, Object right, Actor actor, BiPredicate<Dispute, Object> seen) {
        Optional<Held> held = held(dispute.cell());
        if (held.isEmpty()) {
            return Optional.of("GONE");
        }
        Object wrong = held.get().value(dispute.cell().item());
        if (Values.text(wrong).equals(Values.text(right))) {
            return seen.test(dispute, wrong) ? Optional.of("SAME_VALUE") : Optional.empty();
        }
        Stages.Sorted sorted = stages.again(held.get().with(dispute.cell().item(), right));
        if (!(sorted instanceof Stages.Sorted.In in)) {
            return Optional.of("NOT_VALID");
        }
        amendments.keep(new Amendments.Amendment(dispute, held.get().trace().source(), held.get().output().code(), held.get().key(), held.get().row().subject(), wrong, right, clock.instant(),
                actor.id()));
        if (!append(dispute, held.get(), in, wrong, right, actor)) {
            amendments.forget(dispute.id());
            return Optional.of("GONE");
        }
        return Optional.empty();
    }

    /** Once more, where a delivery that was under way wrote the wrong value over the right one. */
    void again(Dispute dispute, Held held, Object right, Actor actor) {
        if (stages.again(held.with(dispute.cell().item(), right)) instanceof Stages.Sorted.In in) {
            append(dispute, held, in, held.value(dispute.cell().item()), right, actor);
        }
    }

    private boolean append(Dispute dispute, Held held, Stages.Sorted.In in, Object wrong, Object right, Actor actor) {
        String batch = UlidCreator.getMonotonicUlid().toString();
        LedgerWriter.Balance balance = writer.append(new LedgerWriter.Batch(batch, held.trace().versions().getFirst().arrival().delivery(), held.mapping(), clock.instant(),
                List.of(in.accepted()), List.of(), List.of(), Optional.empty(), written -> event(dispute, batch, wrong, right, actor)));
        committed.run();
        if (balance.quarantined() > 0) {
            return false;
        }
        amendments.stands(dispute.id(), batch);
        return true;
    }

    private LedgerWriter.OutboxEvent event(Dispute dispute, String batch, Object wrong, Object right, Actor actor) {
        Dispute.Cell cell = dispute.cell();
        AuditEvent event = new AuditEvent(UlidCreator.getMonotonicUlid().toString(), clock.instant(), "VALUE_CORRECTED", actor.id(), actor.organisation(), "", "", "", "",
                cell.dataset().value(), List.of(cell.item().value()), "", 0, 0, "DONE", "item-owner", List.of(), "", "", "",
                Map.of("dispute", dispute.id(), "record", cell.record(), "batch", batch, "before", digest.apply(Values.text(wrong)), "after", digest.apply(Values.text(right))));
        return new LedgerWriter.OutboxEvent(event.id(), EventJson.write(event));
    }

    /** Since when the ledger has held the record. */
    public Instant since(Dispute.Cell cell) {
        return traces.of(cell.record()).map(trace -> trace.versions().getLast().from()).orElse(Instant.EPOCH);
    }

}
