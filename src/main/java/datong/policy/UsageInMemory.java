package datong.policy;

import datong.schema.DatasetCode;
import java.time.LocalDate;
import java.util.concurrent.ConcurrentHashMap;

/** Counts for as long as the hub runs; forgets the days before. */
public final class UsageInMemory implements UsageCounter {
    private final ConcurrentHashMap<Key, Used> counts = new ConcurrentHashMap<>();

    @Override
    public Used used(String subject, DatasetCode dataset, LocalDate day) {
        return counts.getOrDefault(new Key(subject, dataset, day), Used.NOTHING);
    }

    @Override
    public void add(String subject, DatasetCode dataset, LocalDate day, Used more) {
        boolean firstOfItsDay = counts.putIfAbsent(new Key(subject, dataset, day), more) == null;
        if (firstOfItsDay) {
            counts.keySet().removeIf(key -> key.day.isBefore(day.minusDays(1)));
            return;
        }
        counts.merge(new Key(subject, dataset, day), more, Used::plus);
    }

    private record Key(String subject, DatasetCode dataset, LocalDate day) {}
}
