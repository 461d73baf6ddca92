package datong.calendar.yaml;

import datong.calendar.WorkingDays;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * A file a year, {@code 2026.yaml} or {@code 2026.json}, in one of two forms: {@code holidays} (name: first day/last day) and
 * {@code make_up} (weekend days worked), as the notice reads; or {@code days} with {@code date} and {@code isOffDay}, as the public
 * collection holiday-cn keeps them. A broken file leaves its year as it was; one without any day says that nothing is announced yet.
 */
public final class CalendarFolder {
    private static final Pattern NAME = Pattern.compile("(\\d{4})\\.(?:yaml|yml|json)");
    private final Path folder;
    private volatile Map<Integer, Year> years = Map.of();
    private volatile List<String> problems = List.of();

    private record Year(String text, Map<LocalDate, Boolean> days) {}

    public CalendarFolder(Path folder) {
        this.folder = folder;
    }

    /** Reads what has changed since the last time; the problems that stand now. A deleted year is forgotten. */
    public synchronized List<String> refresh() {
        Map<Integer, Year> read = new TreeMap<>();
        List<String> wrong = new ArrayList<>();
        for (Path file : files()) {
            Matcher name = NAME.matcher(file.getFileName().toString());
            name.matches();
            int year = Integer.parseInt(name.group(1));
            try {
                read.put(year, year(year, Files.readString(file, StandardCharsets.UTF_8)));
            } catch (IOException | IllegalArgumentException | YAMLException broken) {
                wrong.add("mappings/calendar/" + file.getFileName() + line(broken) + ": " + reason(broken));
                if (years.containsKey(year)) {
                    read.put(year, years.get(year));
                }
            }
        }
        years = Map.copyOf(read);
        problems = List.copyOf(wrong);
        return problems;
    }

    public List<String> problems() {
        return problems;
    }

    /** What all files tell together; a day of another year in a file counts for that other year's beginning or end. */
    public WorkingDays days() {
        Map<LocalDate, Boolean> all = new TreeMap<>();
        years.values().forEach(year -> all.putAll(year.days()));
        TreeSet<Integer> told = new TreeSet<>(years.keySet());
        told.removeIf(year -> years.get(year).days().isEmpty());
        return new WorkingDays(told, all);
    }

    private Year year(int year, String text) {
        Year before = years.get(year);
        if (before != null && before.text().equals(text)) {
            return before;
        }
        LoaderOptions limits = new LoaderOptions();
        DumperOptions unused = new DumperOptions();
        Object document = new Yaml(new SafeConstructor(limits), new Representer(unused), unused, limits, new DatesAsText()).load(text);
        if (!(document instanceof Map<?, ?> file)) {
            throw new IllegalArgumentException("expected 'year' with 'holidays' and 'make_up', or with 'days'");
        }
        if (!Integer.valueOf(year).equals(file.get("year"))) {
            throw new IllegalArgumentException("'year' is " + file.get("year") + ", but the file is called " + year);
        }
        return new Year(text, file.containsKey("days") ? listed(file.get("days")) : announced(file));
    }

    /** YAML's own reading takes the 13th month for January. */
    private static final class DatesAsText extends Resolver {
        @Override
        public void addImplicitResolver(Tag tag, Pattern pattern, String first, int limit) {
            if (tag != Tag.TIMESTAMP) {
                super.addImplicitResolver(tag, pattern, first, limit);
            }
        }
    }

    private static Map<LocalDate, Boolean> listed(Object days) {
        Map<LocalDate, Boolean> read = new TreeMap<>();
        list(days, "days").forEach(day -> read(read, day));
        return read;
    }

    private static Map<LocalDate, Boolean> announced(Map<?, ?> file) {
        if (!(file.get("holidays") instanceof Map<?, ?> holidays)) {
            throw new IllegalArgumentException("expected 'holidays' with lines like '元旦: 2026-01-01/2026-01-03'");
        }
        Map<LocalDate, Boolean> read = new TreeMap<>();
        holidays.values().forEach(span -> span(span).forEach(day -> put(read, day, true)));
        if (file.containsKey("make_up")) {
            list(file.get("make_up"), "make_up").forEach(day -> put(read, date(day), false));
        }
        return read;
    }

    private static List<LocalDate> span(Object span) {
        String[] ends = String.valueOf(span).split("/");
        LocalDate first = date(ends[0].strip());
        LocalDate last = ends.length > 1 ? date(ends[1].strip()) : first;
        if (last.isBefore(first) || last.isAfter(first.plusDays(30))) {
            throw new IllegalArgumentException("'" + span + "' is no span of days, first/last");
        }
        return first.datesUntil(last.plusDays(1)).toList();
    }

    private static List<?> list(Object value, String name) {
        if (value instanceof List<?> list) {
            return list;
        }
        throw new IllegalArgumentException("'" + name + "' is a list");
    }

    private static void put(Map<LocalDate, Boolean> read, LocalDate day, boolean off) {
        if (read.put(day, off) != null) {
            throw new IllegalArgumentException(day + " stands here twice");
        }
    }

    private static void read(Map<LocalDate, Boolean> read, Object entry) {
        if (!(entry instanceof Map<?, ?> day) || !(day.get("isOffDay") instanceof Boolean off)) {
            throw new IllegalArgumentException("each day has 'date' and 'isOffDay: true' or 'false'; found " + entry);
        }
        put(read, date(day.get("date")), off);
    }

    private static LocalDate date(Object value) {
        try {
            return LocalDate.parse(String.valueOf(value));
        } catch (DateTimeException none) {
            throw new IllegalArgumentException("'" + value + "' is no date; write it like 2026-10-01");
        }
    }

    private static String line(Exception broken) {
        return broken instanceof MarkedYAMLException marked && marked.getProblemMark() != null ? ":" + (marked.getProblemMark().getLine() + 1) : "";
    }

    private static String reason(Exception broken) {
        return broken instanceof MarkedYAMLException marked ? "not YAML: " + marked.getProblem() : broken.getMessage();
    }

    private List<Path> files() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(folder)) {
            return found.filter(file -> NAME.matcher(file.getFileName().toString()).matches()).sorted().toList();
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException("mappings/calendar cannot be listed", unreadable);
        }
    }
}
