package datong.catalogue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Collections that were checked and found to ask for what can be shared, and why they were begun all the same. */
public interface CollectionNotes {
    /**
     * A {@code DUPLICATE_COLLECTION} finding.
     *
     * @param duplicates as {@code column: item of datasets}
     * @param justification empty while nobody gave one: until then the collection must not begin
     */
    record Note(String id, Instant at, String subject, String organisation, String name, List<String> columns, List<String> duplicates, Optional<String> justification) {
        public Note justified(String why) {
            return new Note(id, at, subject, organisation, name, columns, duplicates, Optional.of(why));
        }
    }

    void add(Note note);

    /** False if it was justified before. */
    boolean justify(Note justified);

    Optional<Note> find(String id);

    /** The newest first. @param organisation empty: of all */
    List<Note> newest(Optional<String> organisation, int most);
}
