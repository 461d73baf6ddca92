package datong.statistics;

import datong.schema.Dataset;
import datong.schema.DatasetCode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Answers and budgets in memory. */
final class MemoryAnswers implements Answers, Budgets {
    final List<Kept> kept = new ArrayList<>();
    private final Map<String, Instant> states = new HashMap<>();
    private final Map<Account, Map<String, Long>> spent = new HashMap<>();

    @Override
    public Optional<Instant> state(Dataset dataset, LocalDate period, Instant now) {
        return Optional.of(states.computeIfAbsent(dataset.code() + " " + period, first -> now));
    }

    @Override
    public Optional<Kept> find(DatasetCode dataset, byte[] key) {
        return kept.stream().filter(one -> Arrays.equals(one.key(), key)).findFirst();
    }

    @Override
    public Kept keep(DatasetCode dataset, byte[] key, Function<List<Kept>, Kept> make) {
        return find(dataset, key).orElseGet(() -> {
            Kept made = make.apply(kept.stream().filter(one -> one.mechanism() == Mechanism.EXACT).toList());
            kept.add(made);
            return made;
        });
    }

    @Override
    public List<Kept> newest(int most) {
        return kept.reversed();
    }

    @Override
    public Spending spend(Account account, byte[] key, long epsilon, long budget, String subject) {
        Map<String, Long> told = spent.computeIfAbsent(account, first -> new HashMap<>());
        String name = HexFormat.of().formatHex(key);
        if (told.containsKey(name)) {
            return new Spending(true, false, spent(account));
        }
        if (spent(account) + epsilon > budget) {
            return new Spending(false, false, spent(account));
        }
        told.put(name, epsilon);
        return new Spending(true, true, spent(account));
    }

    @Override
    public long spent(Account account) {
        return spent.getOrDefault(account, Map.of()).values().stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public List<Line> all() {
        return spent.entrySet().stream().map(entry -> new Line(entry.getKey(), spent(entry.getKey()), entry.getValue().size())).toList();
    }
}
