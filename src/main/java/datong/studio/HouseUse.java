package datong.studio;

import com.fasterxml.jackson.databind.JsonNode;
import datong.schema.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a mapping of the house does with a header.
 *
 * @param item empty where the header stands under {@code unused}
 * @param rule as the file has it
 */
public record HouseUse(String source, Element element, String header, Optional<String> item, JsonNode rule) {
    /** Every header of a mapping that is read plainly, or knowingly unused. */
    public static List<HouseUse> of(JsonNode mapping) {
        List<HouseUse> uses = new ArrayList<>();
        String source = mapping.path("source").asText();
        Optional<Element> main = Element.of(mapping.path("element").asText());
        main.ifPresent(element -> {
            add(uses, source, element, mapping.path("items"));
            mapping.path("unused").forEach(column -> uses.add(new HouseUse(source, element, column.asText(), Optional.empty(), column)));
        });
        for (JsonNode output : mapping.path("also")) {
            Element.of(output.path("element").asText()).ifPresent(element -> add(uses, source, element, output.path("items")));
        }
        return uses;
    }

    private static void add(List<HouseUse> uses, String source, Element element, JsonNode items) {
        items.properties().forEach(item -> {
            JsonNode rule = item.getValue();
            JsonNode from = rule.isTextual() ? rule : rule.path("from");
            if (from.isTextual()) {
                uses.add(new HouseUse(source, element, from.asText(), Optional.of(item.getKey()), rule));
            } else if (from.isArray() && !rule.has("path")) {
                from.forEach(column -> uses.add(new HouseUse(source, element, column.asText(), Optional.of(item.getKey()), rule)));
            }
        });
    }
}
