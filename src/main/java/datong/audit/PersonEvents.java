package datong.audit;

import datong.audit.KeyedIndex.Identity;
import datong.audit.KeyedIndex.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/** Finds the events that showed a person by the log's own indexes, without reading the events. */
public final class PersonEvents {
    private final Indexes indexes;

    public PersonEvents(Path folder, LogReader log) {
        this.indexes = new Indexes(folder, log);
    }

    /** @param events ascending; @param indexed events from here on are not in any index yet */
    public record Found(long[] events, long indexed) {}

    /** @param key as it stands in {@code person_keys} */
    public Found of(String key) {
        Identity person = new Identity(Kind.PERSON, key);
        List<Indexes.Found> known = indexes.listed().stream().filter(each -> each.segment().first() >= indexes.first()).toList();
        long[] events = known.stream().flatMapToLong(each -> Arrays.stream(events(each.segment(), person))).toArray();
        return new Found(events, known.isEmpty() ? 0 : known.getLast().segment().end());
    }

    private long[] events(IndexSegment segment, Identity person) {
        try (IndexFile file = indexes.open(segment)) {
            return file.prove(person.key(segment.salt())) instanceof KeyedProof.Present present ? present.indexes() : LongStream.empty().toArray();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
