package datong.web.api;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** How many long answers run at once: so many for one organisation, so many in all, so that nobody waits because somebody else takes everything. */
public final class Turns {
    private final int each;
    private final int all;
    private final Map<String, Integer> taken = new HashMap<>();

    public Turns(int each, int all) {
        this.each = each;
        this.all = all;
    }

    /** Closing it gives it back. */
    public interface Turn extends AutoCloseable {
        @Override
        void close();
    }

    /** Empty if all turns are taken. */
    public synchronized Optional<Turn> take(String organisation) {
        int own = taken.getOrDefault(organisation, 0);
        if (own >= each || taken.values().stream().mapToInt(Integer::intValue).sum() >= all) {
            return Optional.empty();
        }
        taken.put(organisation, own + 1);
        return Optional.of(() -> back(organisation));
    }

    private synchronized void back(String organisation) {
        taken.computeIfPresent(organisation, (code, own) -> own == 1 ? null : own - 1);
    }
}
