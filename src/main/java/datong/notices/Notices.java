package datong.notices;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Tells each office what is new for it, all in one mail. What a mail held is noted once the server took it, so that a crash in between tells it twice and never
 * not at all. An office that cannot be reached is tried again with growing pauses, and holds up no other.
 */
public final class Notices {
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    private final Supplier<List<Notice>> waiting;
    private final Set<String> offices;
    private final Post post;
    private final Told told;
    private final Clock clock;
    private final Map<String, Trouble> troubles = new ConcurrentHashMap<>();

    /** @param until when the office is tried again */
    public record Trouble(String why, Duration pause, Instant until) {}

    /** @param last when the office was told something */
    public record Standing(String office, Optional<Instant> last, Optional<Trouble> trouble) {}

    /** @param offices that can be reached; nobody else is told anything */
    public Notices(Supplier<List<Notice>> waiting, Set<String> offices, Post post, Told told, Clock clock) {
        this.waiting = waiting;
        this.offices = new TreeSet<>(offices);
        this.post = post;
        this.told = told;
        this.clock = clock;
    }

    /** One look at all that may be told. */
    public synchronized void look() {
        Map<String, List<Notice>> byOffice = waiting.get().stream().filter(notice -> offices.contains(notice.office()))
                .collect(Collectors.groupingBy(Notice::office, TreeMap::new, Collectors.toList()));
        byOffice.forEach(this::tell);
    }

    private void tell(String office, List<Notice> notices) {
        Instant now = clock.instant();
        Optional<Trouble> before = Optional.ofNullable(troubles.get(office));
        if (before.filter(trouble -> now.isBefore(trouble.until())).isPresent()) {
            return;
        }
        Set<String> known = told.among(office, notices.stream().map(Notice::key).toList());
        List<Notice> fresh = notices.stream().filter(notice -> !known.contains(notice.key())).toList();
        if (fresh.isEmpty()) {
            return;
        }
        try {
            post.send(office, fresh);
            told.told(office, fresh.stream().map(Notice::key).toList(), now);
            troubles.remove(office);
        } catch (IOException refused) {
            Duration pause = before.map(trouble -> trouble.pause().multipliedBy(2)).orElse(FIRST_PAUSE);
            pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
            troubles.put(office, new Trouble(String.valueOf(refused.getMessage()), pause, now.plus(pause)));
        }
    }

    /** Every office that can be reached, by its code. */
    public List<Standing> standings() {
        return offices.stream().map(office -> new Standing(office, told.last(office), Optional.ofNullable(troubles.get(office)))).toList();
    }
}
