package datong.mapping;

import datong.schema.Dataset;
import datong.schema.Element;
import datong.schema.ElementSchema;
import datong.schema.ItemName;
import datong.source.Columns;
import datong.source.Format;
import datong.source.RawRecord;
import java.util.List;
import java.util.Optional;

/** A compiled mapping in force: pure, thread-safe, fast. */
public interface Mapping {
    /** Code of the source: the Camel route's id. */
    String source();

    /** Semantic version of the mapping file. */
    String version();

    /** SHA-256 of the file, hex: what the lineage of a record names beside the version. */
    String fingerprint();

    /** The file word for word, kept with what it wrote so that lineage can show the very line; empty if it was not read from a file. */
    default String text() {
        return "";
    }

    /** When a delivery is too unlike those before it. */
    default DriftRule drift() {
        return DriftRule.USUAL;
    }

    /** Present if each file of the source holds everything it has. */
    default Optional<SnapshotRule> snapshot() {
        return Optional.empty();
    }

    /** What its records are expected to be as a whole. */
    default Expectations expectations() {
        return Expectations.NONE;
    }

    /** Where the pictures of its records are; empty for most sources. */
    default Optional<StillRule> still() {
        return Optional.empty();
    }

    Format format();

    Terms terms();

    /** The main output first, then those of {@code also}. */
    List<Output> outputs();

    /** Whether a delivery's header fits: every column is mapped or knowingly unused, and every mapped one is there. */
    Header check(Columns columns);

    /** One record per output whose {@code when} holds; the main one always. Never throws for bad data. */
    List<MappedRecord> map(RawRecord raw);

    /** What the record says to exist no more; empty for a record that is there, or that could not be read. */
    default Optional<Departure> departure(RawRecord raw) {
        return Optional.empty();
    }

    /** Columns that the item of the output is read from; empty for a constant. */
    default List<String> columns(Output output, ItemName item) {
        return List.of();
    }

    /** @param code short name of the output, the element's code for the main one */
    record Output(String code, ElementSchema schema, Dataset dataset, Optional<Relation> relation) {
        public Element element() {
            return schema.element();
        }
    }

    /** How a record of {@code also} relates to the main one, by the vocabulary of DOMAIN §3.10; {@code fromMain} gives the direction. */
    record Relation(String name, boolean fromMain) {}

    /**
     * Envelope values that every record of the source shares.
     *
     * @param retentionDays days a record with personal data is kept from ingest
     */
    record Terms(String provider, String legalBasis, Optional<String> legalReference, String purpose, String sensingMode, int retentionDays) {}

    sealed interface Header {
        record Fits() implements Header {}

        /** @param unknown columns listed nowhere; @param missing mapped columns the delivery lacks; @param advice e.g. a rename that would fit */
        record Drifted(List<String> unknown, List<String> missing, String advice) implements Header {}
    }
}
