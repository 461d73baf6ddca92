package datong.mapping.yaml;

import datong.mapping.Nearest;
import datong.schema.CodeTable;
import datong.schema.ItemType;
import datong.schema.Json;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compiles code maps and single values of the file; knows the code table of the item they are for. */
final class CodeCompiler {
    private final Compilation compilation;
    private final Optional<CodeTable> table;

    CodeCompiler(Compilation compilation, Optional<CodeTable> table) {
        this.compilation = compilation;
        this.table = table;
    }

    /** The words of the file over those of the item's table: codes and labels are known without being listed. */
    Optional<Map<String, Object>> compile(Yaml item, ItemType type) {
        ItemType single = type == ItemType.STRINGS ? ItemType.STRING : type;
        Map<String, Object> codes = new HashMap<>();
        table.ifPresent(known -> known.entries().forEach(entry -> List.of(entry.english(), entry.chinese(), entry.code())
                .forEach(word -> codes.put(plain(word), entry.code()))));
        Map<String, Object> own = new HashMap<>();
        Document.value(item, "codes").map(Document::fields).orElse(Map.of()).forEach((word, field) -> {
            if (own.put(plain(word), typed(field.value(), single, "codes")) != null) {
                compilation.document.wrong(field.line(), "'" + word + "' is the same word as one above");
            }
        });
        codes.putAll(own);
        return codes.isEmpty() ? Optional.empty() : Optional.of(Map.copyOf(codes));
    }

    private static String plain(String word) {
        return Normalizer.normalize(word.strip(), Normalizer.Form.NFKC);
    }

    /** A value written in the file, as the item's type. */
    Object typed(Yaml yaml, ItemType type, String key) {
        String text = Document.text(yaml);
        if (table.isPresent() && !table.get().contains(text)) {
            List<String> known = table.get().entries().stream().map(CodeTable.Entry::code).toList();
            compilation.document.wrong(yaml.line(), "'" + text + "' is no code of " + table.get().name()
                    + Nearest.to(text, known).map(near -> "; did you mean '" + near + "'?").orElse("; expected one of " + few(known)));
        }
        try {
            return value(text, type);
        } catch (RuntimeException unfit) {
            compilation.document.wrong(yaml.line(), "'" + text + "' in '" + key + "' is not " + ItemCompiler.word(type));
            return "";
        }
    }

    private static String few(List<String> known) {
        return String.join(", ", known.subList(0, Math.min(20, known.size()))) + (known.size() > 20 ? ", …" : "");
    }

    private static Object value(String text, ItemType type) {
        return switch (type) {
            case STRING -> text;
            case STRINGS -> List.of(text);
            case INTEGER -> Integer.valueOf(text);
            case DECIMAL -> new BigDecimal(text);
            case DATE -> LocalDate.parse(text);
            case TIMESTAMP -> Instant.parse(text);
            case BOOLEAN -> truth(text);
            case JSON -> new Json(text);
        };
    }

    private static Boolean truth(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException("expected true or false");
        }
        return Boolean.valueOf(text);
    }
}
