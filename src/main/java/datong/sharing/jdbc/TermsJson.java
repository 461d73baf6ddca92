package datong.sharing.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import datong.sharing.Move;
import datong.sharing.Terms;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Terms, and what was said with steps, as they stand in the database. */
final class TermsJson {
    private final ObjectMapper json = new ObjectMapper();

    String write(Terms terms) {
        ObjectNode node = json.createObjectNode();
        node.put("demander", terms.demander()).put("dataset", terms.dataset());
        words(node, "items", terms.items());
        words(node, "clear", terms.clear());
        words(node, "match", terms.match());
        words(node, "accesses", terms.accesses());
        words(node, "purposes", terms.purposes());
        words(node, "scenes", terms.scenes());
        words(node, "divisions", terms.divisions());
        node.put("method", terms.method());
        terms.from().ifPresent(day -> node.put("from", day.toString()));
        terms.to().ifPresent(day -> node.put("to", day.toString()));
        node.put("legal_basis", terms.legalBasis()).put("scene", terms.scene()).put("necessity", terms.necessity()).put("assessment", terms.assessment());
        node.put("rows_per_call", terms.volume().rowsPerCall());
        terms.volume().rowsPerDay().ifPresent(rows -> node.put("rows_per_day", rows));
        terms.volume().personsPerDay().ifPresent(persons -> node.put("persons_per_day", persons));
        return node.toString();
    }

    private static void words(ObjectNode node, String key, Set<String> words) {
        words.forEach(node.putArray(key)::add);
    }

    Terms terms(String text) {
        JsonNode node = read(text);
        return new Terms(node.path("demander").asText(), node.path("dataset").asText(), words(node, "items"), words(node, "clear"), words(node, "match"), words(node, "accesses"),
                words(node, "purposes"), words(node, "scenes"), words(node, "divisions"), node.path("method").asText(), day(node, "from"), day(node, "to"),
                node.path("legal_basis").asText(), node.path("scene").asText(), node.path("necessity").asText(), node.path("assessment").asText(),
                new Terms.Volume(node.path("rows_per_call").asInt(), number(node, "rows_per_day"), number(node, "persons_per_day")));
    }

    private static Set<String> words(JsonNode node, String key) {
        Set<String> words = new TreeSet<>();
        node.path(key).forEach(word -> words.add(word.asText()));
        return words;
    }

    private static Optional<LocalDate> day(JsonNode node, String key) {
        return node.hasNonNull(key) ? Optional.of(LocalDate.parse(node.path(key).asText())) : Optional.empty();
    }

    private static Optional<Integer> number(JsonNode node, String key) {
        return node.hasNonNull(key) ? Optional.of(node.path(key).asInt()) : Optional.empty();
    }

    String write(Map<Move.Field, String> said) {
        ObjectNode node = json.createObjectNode();
        said.forEach((field, value) -> node.put(field.name(), value));
        return node.toString();
    }

    Map<Move.Field, String> said(String text) {
        Map<Move.Field, String> said = new EnumMap<>(Move.Field.class);
        read(text).properties().forEach(entry -> said.put(Move.Field.valueOf(entry.getKey()), entry.getValue().asText()));
        return said;
    }

    private JsonNode read(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("an application does not read back", broken);
        }
    }
}
