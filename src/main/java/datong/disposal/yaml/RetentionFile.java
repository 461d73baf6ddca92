package datong.disposal.yaml;

import datong.disposal.Rule;
import datong.disposal.Rules;
import datong.schema.DatasetCode;
import datong.schema.Element;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads {@code mappings/retention.yaml}; without the file nothing is destroyed. */
public final class RetentionFile {
    private static final Set<String> KEYS = Set.of("what", "element", "dataset", "days", "source");
    private static final Set<String> LOCKED = Set.of("usage", "applications", "audit");
    private static final int SHORTEST = 7;
    private static final int SHORTEST_OF_STILLS = 30;
    private final Path file;

    public RetentionFile(Path file) {
        this.file = file;
    }

    /**
     * As the file stands.
     *
     * @throws IllegalArgumentException if it cannot be taken; says where and what was expected, and nothing is destroyed then
     */
    public Rules rules() {
        if (!Files.exists(file)) {
            return new Rules(List.of());
        }
        try {
            Object top = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
            if (!(top instanceof Map<?, ?> map) || !(map.get("retention") instanceof List<?> lines)) {
                throw refused(0, "expected 'retention:' with lines like '- { what: history, days: 1095 }'");
            }
            return rules(lines);
        } catch (YAMLException broken) {
            throw refused(0, "is not YAML: " + broken.getMessage());
        } catch (IOException unreadable) {
            throw new UncheckedIOException("mappings/retention.yaml cannot be read", unreadable);
        }
    }

    private static Rules rules(List<?> lines) {
        List<Rule> rules = new ArrayList<>();
        Set<List<Object>> said = new HashSet<>();
        for (int number = 1; number <= lines.size(); number++) {
            Rule rule = rule(number, lines.get(number - 1));
            if (!said.add(List.of(rule.what(), rule.element(), rule.dataset()))) {
                throw refused(number, "says the same as an earlier rule speaks of");
            }
            rules.add(rule);
        }
        return new Rules(rules);
    }

    private static Rule rule(int number, Object line) {
        if (!(line instanceof Map<?, ?> map) || !KEYS.containsAll(map.keySet())) {
            throw refused(number, "expected only " + KEYS.stream().sorted().toList());
        }
        String what = String.valueOf(map.get("what"));
        if (LOCKED.contains(what)) {
            throw refused(number, "'" + what + "' is locked for three years at least (政务数据共享条例 第二十九条) and is not destroyed by this file");
        }
        Rule.Kind kind = Arrays.stream(Rule.Kind.values()).filter(one -> one.name().toLowerCase(java.util.Locale.ROOT).equals(what)).findFirst()
                .orElseThrow(() -> refused(number, "'what' is one of history, quarantine, deliveries, releases, samples, stills"));
        if (!(map.get("days") instanceof Integer days) || days < SHORTEST) {
            throw refused(number, "'days' is a whole number, " + SHORTEST + " at least");
        }
        if (kind == Rule.Kind.STILLS && days < SHORTEST_OF_STILLS) {
            throw refused(number, "stills are kept for " + SHORTEST_OF_STILLS + " days at least (公共安全视频图像信息系统管理条例)");
        }
        Optional<Element> element = Optional.ofNullable(map.get("element")).map(code -> Element.of(String.valueOf(code)).orElseThrow(() -> refused(number, "there is no element '" + code + "'")));
        Optional<DatasetCode> dataset = Optional.ofNullable(map.get("dataset")).map(code -> dataset(number, String.valueOf(code)));
        if (kind != Rule.Kind.HISTORY && (element.isPresent() || dataset.isPresent())) {
            throw refused(number, "only 'history' is told apart by element and dataset");
        }
        return new Rule(kind, element, dataset, days, map.get("source") == null ? "" : String.valueOf(map.get("source")));
    }

    private static DatasetCode dataset(int number, String code) {
        try {
            return new DatasetCode(code);
        } catch (IllegalArgumentException none) {
            throw refused(number, "'dataset': " + none.getMessage());
        }
    }

    private static IllegalArgumentException refused(int number, String why) {
        return new IllegalArgumentException("mappings/retention.yaml: " + (number == 0 ? "" : "rule " + number + ": ") + why);
    }
}
