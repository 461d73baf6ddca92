package datong.web.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Closes the door for a while after repeated failures: by account from one address, and more patiently by account and by address alone. */
final class SignInThrottle {
    static final Duration WINDOW = Duration.ofMinutes(15);
    private static final int BY_BOTH = 5;
    private static final int BY_ONE = 50;
    private static final int MOST = 50_000;
    private final Clock clock;
    private final Map<String, Failures> failures = new HashMap<>();

    SignInThrottle(Clock clock) {
        this.clock = clock;
    }

    private record Failures(int count, Instant until) {}

    /** How long the door stays closed; empty: it is open. */
    synchronized Optional<Duration> closed(String account, String address) {
        Instant now = clock.instant();
        return keys(account, address).entrySet().stream()
                .map(limit -> Optional.ofNullable(failures.get(limit.getKey())).filter(failed -> failed.until().isAfter(now) && failed.count() >= limit.getValue()))
                .flatMap(Optional::stream)
                .map(failed -> Duration.between(now, failed.until()))
                .max(Duration::compareTo);
    }

    /** @return for how long the door had been closed already */
    synchronized Optional<Duration> failed(String account, String address) {
        Optional<Duration> closed = closed(account, address);
        Instant now = clock.instant();
        if (failures.size() > MOST) {
            failures.values().removeIf(failed -> !failed.until().isAfter(now));
        }
        for (String key : keys(account, address).keySet()) {
            Failures before = failures.get(key);
            int count = before == null || !before.until().isAfter(now) ? 1 : before.count() + 1;
            failures.put(key, new Failures(count, now.plus(WINDOW)));
        }
        return closed;
    }

    synchronized void succeeded(String account, String address) {
        failures.remove(both(account, address));
    }

    private static Map<String, Integer> keys(String account, String address) {
        return Map.of(both(account, address), BY_BOTH, "account\n" + account, BY_ONE, "address\n" + address, BY_ONE);
    }

    private static String both(String account, String address) {
        return "both\n" + account + "\n" + address;
    }
}
