package datong.source.json;

import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/** Turns one JSON value into cells: {@code a/b} for nested objects, arrays as JSON text, numbers exactly as written. */
final class FlatJson {
    static final int DEEPEST = 100;
    static final int LONGEST = 1 << 24;

    private final JsonFactory factory = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).maxStringLength(LONGEST).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            .build();

    JsonParser parser(java.io.Reader text) {
        return factory.createParser(ObjectReadContext.empty(), text);
    }

    JsonParser parser(String text) {
        return factory.createParser(ObjectReadContext.empty(), text);
    }

    /** Reads the value the parser stands on. A value that is no object becomes the cell {@code value}. */
    Map<String, String> cells(JsonParser parser) {
        Map<String, String> cells = new LinkedHashMap<>();
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            object(parser, "", cells);
        } else {
            cells.put("value", scalar(parser));
        }
        return cells;
    }

    private void object(JsonParser parser, String prefix, Map<String, String> cells) {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = prefix + parser.currentName();
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                object(parser, name + "/", cells);
            } else {
                put(cells, name, scalar(parser));
            }
        }
    }

    /** Two paths meet when one name holds a slash: {@code {"a/b":1,"a":{"b":2}}}. Neither may be lost. */
    private static void put(Map<String, String> cells, String name, String cell) {
        String free = name;
        for (int count = 2; cells.containsKey(free); count++) {
            free = name + "#" + count;
        }
        cells.put(free, cell);
    }

    private String scalar(JsonParser parser) {
        return switch (parser.currentToken()) {
            case VALUE_NULL -> null;
            case START_ARRAY -> text(parser);
            default -> parser.getString();
        };
    }

    private String text(JsonParser parser) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = factory.createGenerator(ObjectWriteContext.empty(), text)) {
            generator.copyCurrentStructureExact(parser);
        }
        return text.toString();
    }
}
