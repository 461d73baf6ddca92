package datong.sharing.yaml;

import datong.sharing.StatutoryClock.Unit;
import datong.sharing.StatutoryClock;
import datong.sharing.StatutoryClocks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads {@code mappings/calendar/clocks.yaml}: the limits of law, in working days, calendar days or hours. */
public final class ClockFile {
    private static final Pattern LIMIT = Pattern.compile("(\\d{1,4}) (working days?|calendar days?|hours?)");
    private static final Set<String> KEYS = Set.of("limit", "extension", "warning", "violation", "source");
    private final Path file;
    private Read read;

    private record Read(String text, StatutoryClocks clocks) {}

    public ClockFile(Path file) {
        this.file = file;
    }

    /**
     * As the file stands.
     *
     * @throws IllegalArgumentException if it cannot be taken; says where and what was expected
     */
    public synchronized StatutoryClocks clocks() {
        String text = text();
        if (read == null || !read.text().equals(text)) {
            read = new Read(text, parse(text));
        }
        return read.clocks();
    }

    /** One that is not the sharing loop's own. @throws IllegalArgumentException if the file does not have it */
    public StatutoryClock required(String id) {
        return Optional.ofNullable(clocks().of(id)).orElseThrow(() -> new IllegalArgumentException("mappings/calendar/clocks.yaml has no clock " + id
                + "; expected '" + id + ": { limit: 10 working days, warning: 3, source: … }'"));
    }

    private String text() {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("mappings/calendar/clocks.yaml cannot be read", unreadable);
        }
    }

    private static StatutoryClocks parse(String text) {
        try {
            Object top = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
            if (!(top instanceof Map<?, ?> map) || !(map.get("clocks") instanceof Map<?, ?> clocks)) {
                throw refused("", "expected 'clocks:' with lines like 'CLK-APP-COND: { limit: 10 working days, … }'");
            }
            Map<String, StatutoryClock> all = new LinkedHashMap<>();
            clocks.forEach((id, body) -> all.put(String.valueOf(id), clock(String.valueOf(id), body)));
            return new StatutoryClocks(all);
        } catch (YAMLException broken) {
            throw refused("", "is not YAML: " + broken.getMessage());
        }
    }

    private static StatutoryClock clock(String id, Object body) {
        if (!(body instanceof Map<?, ?> map) || !KEYS.containsAll(map.keySet())) {
            throw refused(id, "expected only " + KEYS.stream().sorted().toList());
        }
        Matcher limit = LIMIT.matcher(String.valueOf(map.get("limit")));
        if (!limit.matches()) {
            throw refused(id, "'limit' reads like '10 working days', '30 calendar days' or '24 hours'");
        }
        Unit unit = limit.group(2).startsWith("w") ? Unit.WORKING_DAYS : limit.group(2).startsWith("c") ? Unit.CALENDAR_DAYS : Unit.HOURS;
        return new StatutoryClock(id, unit, Integer.parseInt(limit.group(1)), number(id, map, "extension"), number(id, map, "warning"), word(map, "violation"), word(map, "source"));
    }

    private static int number(String id, Map<?, ?> map, String key) {
        Object value = map.get(key);
        if (value == null) {
            return 0;
        }
        if (value instanceof Integer number) {
            return number;
        }
        throw refused(id, "'" + key + "' is a whole number, in the units of the limit");
    }

    private static String word(Map<?, ?> map, String key) {
        return map.get(key) == null ? "" : String.valueOf(map.get(key));
    }

    private static IllegalArgumentException refused(String id, String why) {
        return new IllegalArgumentException("mappings/calendar/clocks.yaml: " + (id.isEmpty() ? "" : id + ": ") + why);
    }
}
