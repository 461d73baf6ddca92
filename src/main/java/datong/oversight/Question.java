package datong.oversight;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * What an auditor asks of the log; every part narrows.
 *
 * @param from, to days in the district's time, both included
 * @param parts what was given
 * @param unusual only events that a finding names
 */
public record Question(Optional<LocalDate> from, Optional<LocalDate> to, Map<Part, String> parts, boolean unusual) {
    public static final ZoneId DISTRICT = ZoneId.of("Asia/Shanghai");
    private static final int LONGEST = 200;

    /** A part by its name in addresses. */
    public enum Part {
        ACTOR, ORGANISATION, DATASET, ITEM,
        /** A keyed digest as it stands in {@code person_keys}: nobody's name, and known again. */
        PERSON,
        PURPOSE, SCENE, CASE, KIND, DECISION, RULE;

        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    public Question {
        EnumMap<Part, String> copy = new EnumMap<>(Part.class);
        copy.putAll(parts);
        parts = Collections.unmodifiableMap(copy);
    }

    public static Question everything() {
        return new Question(Optional.empty(), Optional.empty(), Map.of(), false);
    }

    /** From the parameters of an address; what is empty or no day narrows nothing. */
    public static Question of(Map<String, String> parameters) {
        Map<Part, String> parts = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            String given = parameters.getOrDefault(part.word(), "").strip();
            if (!given.isEmpty()) {
                parts.put(part, given.substring(0, Math.min(LONGEST, given.length())));
            }
        }
        return new Question(day(parameters.get("from")), day(parameters.get("to")), parts, parameters.containsKey("unusual"));
    }

    /** Empty if the text is no day. */
    public static Optional<LocalDate> day(String text) {
        try {
            return Optional.ofNullable(text).map(String::strip).filter(given -> !given.isEmpty()).map(LocalDate::parse);
        } catch (DateTimeParseException notADay) {
            return Optional.empty();
        }
    }

    /** What was given, empty if nothing. */
    public String part(Part part) {
        return parts.getOrDefault(part, "");
    }

    /** For templates, by {@link Part#word}. */
    public String part(String word) {
        return part(Part.valueOf(word.toUpperCase(java.util.Locale.ROOT)));
    }

    public Optional<Instant> start() {
        return from.map(day -> day.atStartOfDay(DISTRICT).toInstant());
    }

    public Optional<Instant> end() {
        return to.map(day -> day.plusDays(1).atStartOfDay(DISTRICT).toInstant());
    }

    public Question during(LocalDate first, LocalDate last) {
        return new Question(Optional.of(first), Optional.of(last), parts, unusual);
    }

    /** One day, as {@code 2026-11-22}. */
    public Question during(String day) {
        return during(LocalDate.parse(day), LocalDate.parse(day));
    }

    public Question with(Part part, String value) {
        EnumMap<Part, String> more = new EnumMap<>(Part.class);
        more.putAll(parts);
        more.put(part, value);
        return new Question(from, to, more, unusual);
    }

    /** As the query of an address, to bookmark and to save; {@link #of} reads it. */
    public String query() {
        StringJoiner query = new StringJoiner("&");
        from.ifPresent(day -> query.add("from=" + day));
        to.ifPresent(day -> query.add("to=" + day));
        parts.forEach((part, value) -> query.add(part.word() + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)));
        if (unusual) {
            query.add("unusual=yes");
        }
        return query.toString();
    }
}
