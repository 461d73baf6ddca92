package datong.mapping.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where a mapping file fills each item: the line and the rule as it stands there. */
public final class RuleLines {
    private RuleLines() {}

    /** @param line from 1; @param text the rule without its indentation and trailing comments of other lines */
    public record Rule(int line, String text) {}

    /** Of each output by code, its items' rules in the file's order; empty for what is no mapping. */
    public static Map<String, Map<String, Rule>> of(String text) {
        Yaml file = new YamlReader("mapping", new ArrayList<>()).read(text);
        List<String> lines = text.lines().toList();
        Map<String, Map<String, Rule>> rules = new LinkedHashMap<>();
        outputs(file).forEach(output -> rules.put(OutputCompiler.code(output), rules(output, lines)));
        return rules;
    }

    private static List<Yaml> outputs(Yaml file) {
        List<Yaml> outputs = new ArrayList<>(List.of(file));
        outputs.addAll(Document.items(file, "also"));
        return outputs;
    }

    private static Map<String, Rule> rules(Yaml output, List<String> lines) {
        Map<String, Rule> rules = new LinkedHashMap<>();
        Document.value(output, "items").ifPresent(items -> Document.fields(items)
                .forEach((item, field) -> rules.put(item, new Rule(field.line(), text(lines, field.line())))));
        return rules;
    }

    /** The line and those below it that are indented deeper. */
    private static String text(List<String> lines, int line) {
        String first = lines.get(line - 1);
        int indent = indent(first);
        StringBuilder text = new StringBuilder(first.strip());
        for (int next = line; next < lines.size() && !lines.get(next).isBlank() && indent(lines.get(next)) > indent; next++) {
            text.append('\n').append(lines.get(next).substring(indent));
        }
        return text.toString();
    }

    private static int indent(String line) {
        return line.length() - line.stripLeading().length();
    }
}
