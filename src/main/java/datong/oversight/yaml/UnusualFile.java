package datong.oversight.yaml;

import datong.oversight.UnusualRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads {@code policies/oversight/unusual.yaml}; what it does not say is {@link UnusualRules#USUAL}, and so is everything while there is no file. */
public final class UnusualFile {
    private static final String NAME = "policies/oversight/unusual.yaml";
    private static final Map<String, Set<String>> KEYS = Map.of("off_hours", Set.of("begin", "end", "at_least", "days_before"), "history", Set.of("days", "known", "times", "at_least"),
            "peers", Set.of("others", "times", "at_least"), "one_person", Set.of("days", "actors"), "case_number", Set.of("forms", "days", "accesses", "persons"), "canary", Set.of("persons"));
    private final Path file;

    public UnusualFile(Path file) {
        this.file = file;
    }

    /**
     * As the file stands.
     *
     * @throws IllegalArgumentException if it cannot be taken; says what and what was expected
     */
    public UnusualRules rules() {
        try {
            return Files.exists(file) ? parse(Files.readString(file)) : UnusualRules.USUAL;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(NAME + " cannot be read", unreadable);
        }
    }

    static UnusualRules parse(String text) {
        Object top;
        try {
            top = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
        } catch (YAMLException broken) {
            throw refused("", "is not YAML: " + broken.getMessage());
        }
        if (!(top instanceof Map<?, ?> map)) {
            throw refused("", "expected some of " + new TreeSet<>(KEYS.keySet()) + " and 'exempt'");
        }
        map.keySet().stream().filter(key -> !key.equals("exempt") && !KEYS.containsKey(key)).findFirst().ifPresent(key -> {
            throw refused("", "there is no rule '" + key + "'; expected some of " + new TreeSet<>(KEYS.keySet()) + " and 'exempt'");
        });
        UnusualRules usual = UnusualRules.USUAL;
        Section hours = new Section(map, "off_hours");
        Section history = new Section(map, "history");
        Section peers = new Section(map, "peers");
        Section person = new Section(map, "one_person");
        Section cases = new Section(map, "case_number");
        return new UnusualRules(
                new UnusualRules.OffHours(hours.time("begin", usual.offHours().begin()), hours.time("end", usual.offHours().end()), hours.count("at_least", usual.offHours().atLeast()),
                        hours.count("days_before", usual.offHours().daysBefore())),
                new UnusualRules.History(history.count("days", usual.history().days()), history.count("known", usual.history().known()), history.factor("times", usual.history().times()),
                        history.count("at_least", usual.history().atLeast())),
                new UnusualRules.Peers(peers.count("others", usual.peers().others()), peers.factor("times", usual.peers().times()), peers.count("at_least", usual.peers().atLeast())),
                new UnusualRules.OnePerson(person.count("days", usual.onePerson().days()), person.count("actors", usual.onePerson().actors())),
                new UnusualRules.Cases(cases.words("forms").stream().map(form -> pattern(cases, form)).toList(), cases.count("days", usual.cases().days()), cases.count("accesses", usual.cases().accesses()),
                        cases.count("persons", usual.cases().persons())),
                new UnusualRules.Canaries(Set.copyOf(new Section(map, "canary").words("persons"))), Set.copyOf(words("exempt", map.get("exempt"))));
    }

    private static Pattern pattern(Section section, String form) {
        try {
            return Pattern.compile(form);
        } catch (PatternSyntaxException broken) {
            throw refused(section.name, "'" + form + "' is no regular expression");
        }
    }

    private static List<String> words(String name, Object value) {
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list) {
            return list.stream().map(String::valueOf).distinct().toList();
        }
        throw refused(name, "expected a list");
    }

    private static final class Section {
        private final String name;
        private final Map<?, ?> values;

        Section(Map<?, ?> top, String name) {
            this.name = name;
            Object value = Optional.<Object>ofNullable(top.get(name)).orElse(Map.of());
            if (!(value instanceof Map<?, ?> map) || !KEYS.get(name).containsAll(map.keySet())) {
                throw refused(name, "expected only " + new TreeSet<>(KEYS.get(name)));
            }
            this.values = map;
        }

        int count(String key, int usual) {
            Object value = values.get(key);
            if (value == null) {
                return usual;
            }
            if (value instanceof Integer number && number >= 1 && number <= 1_000_000) {
                return number;
            }
            throw refused(name, "'" + key + "' is a whole number from 1 on");
        }

        double factor(String key, double usual) {
            Object value = values.get(key);
            if (value == null) {
                return usual;
            }
            if (value instanceof Number number && number.doubleValue() >= 1) {
                return number.doubleValue();
            }
            throw refused(name, "'" + key + "' is a number from 1 on");
        }

        LocalTime time(String key, LocalTime usual) {
            Object value = values.get(key);
            try {
                return value == null ? usual : LocalTime.parse(String.valueOf(value));
            } catch (DateTimeParseException broken) {
                throw refused(name, "'" + key + "' reads like '07:00', in quotes");
            }
        }

        List<String> words(String key) {
            return UnusualFile.words(name + "." + key, values.get(key));
        }
    }

    private static IllegalArgumentException refused(String section, String why) {
        return new IllegalArgumentException(NAME + ": " + (section.isEmpty() ? "" : section + ": ") + why);
    }
}
