package datong.studio;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a mapping's tree names its columns. */
public final class ColumnUses {
    private static final Pattern ROW = Pattern.compile("row\\s*\\[\\s*(?:'((?:[^'\\\\]|\\\\.)*)'|\"((?:[^\"\\\\]|\\\\.)*)\")\\s*]");
    private static final List<String> PARAMETERS = List.of("time", "year_from", "relative_to");
    private final JsonNode mapping;

    public ColumnUses(JsonNode mapping) {
        this.mapping = mapping;
    }

    /**
     * One place that names a column.
     *
     * @param output 0 for the main one, else the further one's number
     * @param place {@code items/<item>}, {@code key}, {@code updated_at}, {@code when} or {@code drop_rows}
     * @param way from, several, path, time, year_from, relative_to, expr, keys, key or is
     */
    public record Use(int output, String place, String way) {
        public String item() {
            return place.startsWith("items/") ? place.substring("items/".length()) : "";
        }

        /** Whether the column alone fills the item. */
        public boolean plain() {
            return output == 0 && way.equals("from") && !item().isEmpty();
        }
    }

    /** The item of the main output that this column alone fills; the first if there are several. */
    public Optional<String> item(String column) {
        return of(column).stream().filter(Use::plain).map(Use::item).findFirst();
    }

    public boolean used(String column) {
        return !of(column).isEmpty();
    }

    public boolean unused(String column) {
        return Tree.texts(mapping.path("unused")).contains(column);
    }

    public List<Use> of(String column) {
        List<Use> uses = new ArrayList<>();
        output(uses, 0, mapping, column);
        int number = 1;
        for (JsonNode further : mapping.path("also")) {
            output(uses, number++, further, column);
        }
        for (JsonNode drop : mapping.path("drop_rows")) {
            add(uses, 0, "drop_rows", "is", drop.path("column").asText("").equals(column));
            add(uses, 0, "drop_rows", "expr", names(drop.path("when").asText(""), column));
        }
        return uses;
    }

    private static void output(List<Use> uses, int number, JsonNode output, String column) {
        add(uses, number, "key", "key", Tree.texts(output.path("key")).contains(column) || names(output.path("key").path("expr").asText(""), column));
        add(uses, number, "when", "expr", names(output.path("when").asText(""), column));
        rule(uses, number, "updated_at", output.path("updated_at"), column);
        output.path("items").properties().forEach(item -> rule(uses, number, "items/" + item.getKey(), item.getValue(), column));
    }

    private static void rule(List<Use> uses, int output, String place, JsonNode rule, String column) {
        JsonNode from = rule.isTextual() ? rule : rule.path("from");
        boolean named = Tree.texts(from).contains(column);
        add(uses, output, place, rule.has("path") && from.isArray() ? "path" : from.isArray() && from.size() > 1 ? "several" : "from", named);
        for (String parameter : PARAMETERS) {
            add(uses, output, place, parameter, rule.path(parameter).asText("").equals(column) && !(parameter.equals("year_from") && column.equals("received")));
        }
        add(uses, output, place, "expr", names(rule.path("expr").asText(""), column));
        boolean part = rule.path("keys").properties().stream().anyMatch(key -> {
            List<Use> inside = new ArrayList<>();
            rule(inside, output, place, key.getValue(), column);
            return !inside.isEmpty();
        });
        add(uses, output, place, "keys", part);
    }

    private static boolean names(String expression, String column) {
        Matcher matcher = ROW.matcher(expression);
        while (matcher.find()) {
            String named = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
            if (named.replaceAll("\\\\(.)", "$1").equals(column)) {
                return true;
            }
        }
        return false;
    }

    private static void add(List<Use> uses, int output, String place, String way, boolean found) {
        if (found) {
            uses.add(new Use(output, place, way));
        }
    }
}
