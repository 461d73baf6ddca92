package datong.mapping;

import datong.source.Columns;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which columns a delivery may and must have.
 *
 * @param known every column the mapping names, read or unused
 * @param needed sets of alternatives: of each at least one column must be there
 */
public record HeaderRule(Set<String> known, List<List<String>> needed) {
    Mapping.Header check(Columns columns) {
        List<String> unknown = columns.names().stream().filter(name -> !known.contains(name)).distinct().toList();
        List<String> missing = new ArrayList<>();
        Set<String> present = new HashSet<>(columns.names());
        for (List<String> alternatives : needed) {
            if (alternatives.stream().noneMatch(present::contains) && !missing.contains(alternatives.getFirst())) {
                missing.add(alternatives.getFirst());
            }
        }
        return unknown.isEmpty() && missing.isEmpty() ? new Mapping.Header.Fits() : new Mapping.Header.Drifted(unknown, missing, advice(unknown, missing));
    }

    private static String advice(List<String> unknown, List<String> missing) {
        List<String> sentences = new ArrayList<>();
        List<String> left = new ArrayList<>(missing);
        for (String column : unknown) {
            boolean only = left.size() == 1 && unknown.size() == 1;
            String rename = only ? left.getFirst() : Nearest.to(column, left).orElse("");
            left.remove(rename);
            sentences.add(rename.isEmpty() ? added(column) : renamed(column, rename));
        }
        left.forEach(column -> sentences.add("column '" + column + "' is missing; if the source may leave it out, list it under 'optional'"));
        return String.join("; ", sentences);
    }

    private static String renamed(String column, String from) {
        return "if '" + from + "' is now called '" + column + "', write from: [" + from + ", " + column + "]";
    }

    private static String added(String column) {
        return column.isBlank() ? "a column has no name; if it is always empty, add '' to 'unused'"
                : "column '" + column + "' is listed nowhere; map it to an item or add it to 'unused'";
    }
}
