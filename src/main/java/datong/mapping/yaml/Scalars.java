package datong.mapping.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/** Writes one value of a mapping file so that it reads back as itself, plain where that is safe. */
final class Scalars {
    private static final Resolver RESOLVER = new Resolver();
    private static final String INDICATORS = "-?:,[]{}#&*!|>'\"%@`=";
    private static final List<String> INSIDE = List.of(": ", " #", ",", "[", "]", "{", "}");

    private Scalars() {}

    static String of(JsonNode value) {
        return value.isTextual() ? text(value.textValue()) : value.asText();
    }

    /** A key or a text. */
    static String text(String text) {
        if (plain(text)) {
            return text;
        }
        boolean single = text.chars().noneMatch(Scalars::special);
        if (single && (text.indexOf('\'') < 0 || text.indexOf('"') >= 0 || text.indexOf('\\') >= 0)) {
            return "'" + text.replace("'", "''") + "'";
        }
        return "\"" + escaped(text) + "\"";
    }

    private static boolean plain(String text) {
        return !text.isEmpty() && text.equals(text.strip()) && text.chars().noneMatch(Scalars::special) && INDICATORS.indexOf(text.charAt(0)) < 0
                && !text.endsWith(":") && text.indexOf('\'') < 0 && text.indexOf('"') < 0 && INSIDE.stream().noneMatch(text::contains)
                && RESOLVER.resolve(NodeId.scalar, text, true) == Tag.STR && text.codePoints().noneMatch(Character::isSupplementaryCodePoint);
    }

    private static boolean special(int character) {
        return character < ' ' || character >= 0x7F && character < 0xA0 || character == 0x2028 || character == 0x2029 || character == 0xFEFF
                || Character.isSurrogate((char) character) || character == 0xFFFE || character == 0xFFFF;
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(point -> {
            if (point == '"' || point == '\\') {
                escaped.append('\\').appendCodePoint(point);
            } else if (point == '\n') {
                escaped.append("\\n");
            } else if (point == '\t') {
                escaped.append("\\t");
            } else if (point > 0xFFFF) {
                escaped.append(String.format("\\U%08X", point));
            } else if (special(point)) {
                escaped.append(String.format("\\u%04X", point));
            } else {
                escaped.appendCodePoint(point);
            }
        });
        return escaped.toString();
    }
}
