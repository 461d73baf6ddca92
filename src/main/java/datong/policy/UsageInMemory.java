package datong.policy;

import datong.schema.DatasetCode;
import java.time.LocalDate;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** Counts for as long as the process runs; forgets the days before. For tests and for commands that show nothing. */
public final class UsageInMemory implements UsageCounter {
    private final ConcurrentHashMap<Key, Used> counts = new ConcurrentHashMap<>();

    @Override
    public Used used(String subject, DatasetCode dataset, LocalDate day) {
        return counts.getOrDefault(new Key(subject, dataset, day), Used.NOTHING);
    }

    @Override
    public boolean reserve(String subject, DatasetCode dataset, LocalDate day, Used wanted, Limits limits) {
        AtomicBoolean reserved = new AtomicBoolean();
        counts.compute(new Key(subject, dataset, day), (key, before) -> {
            Used after = before == null ? wanted : before.plus(wanted);
            reserved.set(limits.hold(after));
            return reserved.get() ? after : before;
        });
        counts.keySet().removeIf(key -> key.day.isBefore(day.minusDays(1)));
        return reserved.get();
    }

    @Override
    public void giveBack(String subject, DatasetCode dataset, LocalDate day, Used unused) {
        counts.computeIfPresent(new Key(subject, dataset, day), (key, before) -> before.minus(unused));
    }

    private record Key(String subject, DatasetCode dataset, LocalDate day) {}
}
