package datong.protection;

import datong.ledger.SubjectId;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** A bounded, lock-free cache of unwrapped keys, 10 MB when full: one entry a place, the newer replaces the older. */
final class SubjectKeyCache {
    private static final int PLACES = 1 << 16;

    private final AtomicReferenceArray<SubjectKey> places = new AtomicReferenceArray<>(PLACES);
    private final AtomicInteger erasures = new AtomicInteger();

    Optional<SubjectKey> get(SubjectId subject) {
        SubjectKey key = places.get(place(subject));
        return key != null && key.subject().equals(subject) ? Optional.of(key) : Optional.empty();
    }

    /** To be taken before the key is read from its slot. */
    int mark() {
        return erasures.get();
    }

    /** Keeps the key unless anything was erased since the mark: it might have been this one. */
    void put(SubjectKey key, int mark) {
        int place = place(key.subject());
        places.set(place, key);
        if (erasures.get() != mark) {
            places.compareAndSet(place, key, null);
        }
    }

    void drop(SubjectId subject) {
        erasures.incrementAndGet();
        places.set(place(subject), null);
    }

    private static int place(SubjectId subject) {
        return (int) (subject.low() & (PLACES - 1));
    }
}
