package datong.web.open311;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** How often anybody may ask in a minute: so often from one address, so often in all. */
final class Visits {
    private final int each;
    private final int all;
    private final Clock clock;
    private final Map<String, Integer> seen = new HashMap<>();
    private long minute;
    private int total;

    Visits(int each, int all, Clock clock) {
        this.each = each;
        this.all = all;
        this.clock = clock;
    }

    synchronized boolean admits(String address) {
        long now = clock.instant().getEpochSecond() / 60;
        if (now != minute) {
            minute = now;
            total = 0;
            seen.clear();
        }
        return total < all && seen.getOrDefault(address, 0) < each && ++total > 0 && seen.merge(address, 1, Integer::sum) > 0;
    }
}
