package datong.notices;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

public final class ToldInMemory implements Told {
    private final Map<String, Map<String, Instant>> all = new HashMap<>();

    @Override
    public Set<String> among(String office, Collection<String> keys) {
        Set<String> known = new HashSet<>(keys);
        known.retainAll(all.getOrDefault(office, Map.of()).keySet());
        return known;
    }

    @Override
    public void told(String office, Collection<String> keys, Instant at) {
        keys.forEach(key -> all.computeIfAbsent(office, none -> new HashMap<>()).put(key, at));
    }

    @Override
    public Optional<Instant> last(String office) {
        return all.getOrDefault(office, Map.of()).values().stream().max(Instant::compareTo);
    }
}
