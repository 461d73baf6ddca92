package datong.intake;

import datong.classification.ClassifiedRecord;
import datong.ledger.LedgerWriter.Accepted;
import datong.ledger.LedgerWriter.Deleted;
import datong.ledger.LedgerWriter.Rejected;
import datong.mapping.Departure;
import datong.mapping.Flag;
import datong.mapping.MappedRecord;
import datong.mapping.Mapping;
import datong.mapping.Problem;
import datong.schema.ItemDefinition;
import datong.source.RawRecord;
import datong.validation.ValidatedRecord;
import datong.validation.Validation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The way of one record from raw to classified: a pure function, the same in a route, a replay, a preview and a test. */
public final class Stages {
    /** Flag of an item whose value a steward put right by hand. */
    public static final String MENDED = "MENDED";
    private final Function<MappedRecord, Validation> validator;
    private final Function<ValidatedRecord, ClassifiedRecord> classifier;
    private final UnaryOperator<String> ledgerKey;
    private final Corrections corrections;

    /** @param ledgerKey the key by which the ledger knows a record with that key at its source, as the classifier gives it */
    public Stages(Function<MappedRecord, Validation> validator, Function<ValidatedRecord, ClassifiedRecord> classifier, UnaryOperator<String> ledgerKey) {
        this(validator, classifier, ledgerKey, Corrections.NONE);
    }

    public Stages(Function<MappedRecord, Validation> validator, Function<ValidatedRecord, ClassifiedRecord> classifier, UnaryOperator<String> ledgerKey, Corrections corrections) {
        this.validator = validator;
        this.classifier = classifier;
        this.ledgerKey = ledgerKey;
        this.corrections = corrections;
    }

    /** Either every output of the record keeps the schema, or the record as a whole goes to quarantine with all reasons. */
    public Sorted sort(Mapping mapping, RawRecord raw) {
        return sort(mapping, raw, Mended.NOTHING);
    }

    /** The same with values mended by hand: what is read from them is flagged MENDED; what goes to quarantine is the record as it arrived. */
    public Sorted sort(Mapping mapping, RawRecord raw, Mended mended) {
        if (raw.defect().isPresent()) {
            Problem problem = new Problem(raw.defect().get().rule(), Optional.empty(), Optional.empty(), raw.defect().get().message());
            return new Sorted.Out(new Rejected(raw, List.of(problem)));
        }
        Optional<Departure> departure = mapping.departure(mended.in(raw));
        if (departure.isPresent()) {
            return departing(raw, departure.get());
        }
        List<ClassifiedRecord> outputs = new ArrayList<>(1);
        List<Problem> problems = new ArrayList<>(0);
        List<MappedRecord> records = mapping.map(mended.in(raw));
        for (MappedRecord mapped : records) {
            switch (validator.apply(corrected(mapping, mended.nothing() ? mapped : flagged(mapping, mapped, mended)))) {
                case Validation.Valid valid -> outputs.add(classifier.apply(valid.record()));
                case Validation.Rejected rejected -> problems.addAll(rejected.problems());
            }
        }
        return problems.isEmpty() ? new Sorted.In(new Accepted(raw, outputs)) : new Sorted.Out(new Rejected(raw, problems, keys(records)));
    }

    private MappedRecord corrected(Mapping mapping, MappedRecord mapped) {
        return corrections.any(mapping.source()) ? mapped.sourceKey().map(key -> corrections.in(mapping.source(), ledgerKey.apply(key), mapped)).orElse(mapped) : mapped;
    }

    /** A record that the ledger holds, taken once more with another value. @param held its key is the one by which the ledger knows it */
    public Sorted again(MappedRecord held) {
        return switch (validator.apply(held)) {
            case Validation.Valid valid -> new Sorted.In(new Accepted(held.raw(), List.of(classifier.apply(valid.record()).keyed(held.sourceKey().orElseThrow()))));
            case Validation.Rejected rejected -> new Sorted.Out(new Rejected(held.raw(), rejected.problems(), List.of()));
        };
    }

    /** A value of no item, such as the key, flags the main record; further records are flagged only for items read from the value. */
    private static MappedRecord flagged(Mapping mapping, MappedRecord mapped, Mended mended) {
        List<Flag> flags = new ArrayList<>(mapped.flags());
        for (ItemDefinition item : mapped.output().schema().items()) {
            if (mapped.values()[item.ordinal()] != null && !Collections.disjoint(mapping.columns(mapped.output(), item.name()), mended.columns())) {
                flags.add(new Flag(MENDED, Optional.of(item.name())));
            }
        }
        if (flags.size() == mapped.flags().size() && mapped.output().equals(mapping.outputs().getFirst())) {
            flags.add(new Flag(MENDED, Optional.empty()));
        }
        return new MappedRecord(mapped.output(), mapped.raw(), mapped.sourceKey(), mapped.values(), mapped.sourceUpdatedAt(), mapped.problems(), flags, mapped.redact());
    }

    /** None if the main record has none. */
    private List<Departure.Key> keys(List<MappedRecord> records) {
        return records.getFirst().sourceKey().isEmpty() ? List.of()
                : records.stream().flatMap(record -> record.sourceKey().map(key -> known(record.output(), key)).stream()).toList();
    }

    private Departure.Key known(Mapping.Output output, String sourceKey) {
        return new Departure.Key(output, ledgerKey.apply(sourceKey));
    }

    private Sorted departing(RawRecord raw, Departure departure) {
        return departure.problems().isEmpty()
                ? new Sorted.Gone(new Deleted(raw, departure.keys().stream().map(key -> known(key.output(), key.sourceKey())).toList()))
                : new Sorted.Out(new Rejected(raw, departure.problems()));
    }

    /** Into the ledger, out of it because it is at its source no more, or out to quarantine. */
    public sealed interface Sorted {
        record In(Accepted accepted) implements Sorted {}

        record Gone(Deleted deleted) implements Sorted {}

        record Out(Rejected rejected) implements Sorted {}
    }
}
