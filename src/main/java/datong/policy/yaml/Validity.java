package datong.policy.yaml;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Optional;

/**
 * From when to when a rule holds. Dates include their whole day; nothing recurs.
 *
 * @param to exclusive
 */
record Validity(Optional<Instant> from, Optional<Instant> to) {
    static final Validity ALWAYS = new Validity(Optional.empty(), Optional.empty());
    private static final String CHINA = "Asia/Shanghai";
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu-MM-dd").withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm").withResolverStyle(ResolverStyle.STRICT);

    static Validity of(StrictMap entry, String key) {
        if (!entry.has(key)) {
            return ALWAYS;
        }
        StrictMap window = entry.map(key).only("from", "to", "zone");
        ZoneId zone = zone(window);
        Optional<Instant> from = window.maybe("from").map(word -> instant(window, "from", word, zone, 0));
        Optional<Instant> to = window.maybe("to").map(word -> instant(window, "to", word, zone, 1));
        if (from.isEmpty() && to.isEmpty()) {
            throw entry.refuse(key, "'" + key + "' needs 'from' or 'to'");
        }
        if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
            throw window.refuse("to", "ends before it begins");
        }
        return new Validity(from, to);
    }

    private static ZoneId zone(StrictMap window) {
        String name = window.maybe("zone").orElse(CHINA);
        if (!ZoneId.getAvailableZoneIds().contains(name)) {
            throw window.refuse("zone", "there is no time zone '" + name + "'" + Suggestion.of(name, ZoneId.getAvailableZoneIds()));
        }
        return ZoneId.of(name);
    }

    private static Instant instant(StrictMap window, String key, String word, ZoneId zone, int daysAfterDate) {
        try {
            if (word.length() == 10) {
                return LocalDate.parse(word, DATE).plusDays(daysAfterDate).atStartOfDay(zone).toInstant();
            }
            return LocalDateTime.parse(word, TIME).atZone(zone).toInstant();
        } catch (DateTimeException wrong) {
            throw window.refuse(key, "'" + word + "' is no date; write 2026-01-31 or 2026-01-31T08:00");
        }
    }
}
