package datong.web.console;

import datong.policy.Action;
import datong.policy.Subject;
import datong.schema.Dataset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who sees what of a dataset, by the policies in force.
 *
 * @param columns one for each subject and each different way in which they see it
 * @param nothing subjects that see nothing of it, for no purpose
 */
public record Matrix(List<Column> columns, List<Subject> nothing) {
    /** @param purposes for which the subject sees the same; @param words treatment of each item that is seen, by name */
    public record Column(Subject subject, List<String> purposes, List<String> scope, List<String> obligations, Map<String, String> words) {}

    private record Way(List<String> scope, List<String> obligations, Map<String, String> words) {}

    static Matrix of(CatalogueView catalogue, Dataset dataset, List<Subject> subjects, Action action) {
        List<Column> columns = new ArrayList<>();
        List<Subject> nothing = new ArrayList<>();
        for (Subject subject : subjects) {
            Map<Way, List<String>> ways = new LinkedHashMap<>();
            for (String purpose : catalogue.purposes()) {
                seen(catalogue.outlook(subject, dataset, purpose, action)).ifPresent(way -> ways.computeIfAbsent(way, none -> new ArrayList<>()).add(purpose));
            }
            ways.forEach((way, purposes) -> columns.add(new Column(subject, purposes, way.scope(), way.obligations(), way.words())));
            if (ways.isEmpty()) {
                nothing.add(subject);
            }
        }
        return new Matrix(columns, nothing);
    }

    private static Optional<Way> seen(CatalogueView.Outlook outlook) {
        if (outlook.refusal().isPresent()) {
            return Optional.empty();
        }
        Map<String, String> words = new LinkedHashMap<>();
        outlook.items().forEach(item -> item.word().filter(word -> !word.equals("drop")).ifPresent(word -> words.put(item.item().name().value(), word)));
        return words.isEmpty() ? Optional.empty() : Optional.of(new Way(outlook.scope(), outlook.obligations(), words));
    }
}
