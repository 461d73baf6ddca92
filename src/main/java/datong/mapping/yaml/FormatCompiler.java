package datong.mapping.yaml;

import datong.source.Format;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Compiles the {@code format} part. */
final class FormatCompiler {
    private static final List<String> TOTALS = List.of("合计", "小计", "总计");

    private final Document document;

    FormatCompiler(Document document) {
        this.document = document;
    }

    Format compile(Yaml file, Set<String> labels) {
        Yaml format = Document.value(file, "format").orElse(new Yaml.Fields(java.util.Map.of(), 1, file.json()));
        Format.Type type = Document.text(format, "type").map(word -> Format.Type.valueOf(word.toUpperCase(Locale.ROOT))).orElse(Format.Type.AUTO);
        List<String> totals = Document.field(format, "skip_rows_with").isPresent() ? Document.texts(format, "skip_rows_with") : TOTALS;
        int rows = Document.value(format, "header_rows").map(value -> value.json().asInt(0)).orElse(0);
        return new Format(type, charset(format), delimiter(format), Document.text(format, "sheet"), Document.text(format, "records"),
                labels, rows, Document.texts(format, "fill_down"), totals);
    }

    private Optional<Charset> charset(Yaml format) {
        Optional<String> name = Document.text(format, "charset").filter(word -> !word.equals("auto"));
        try {
            return name.map(Charset::forName);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            document.wrong(Document.line(format, "charset"), "'" + name.orElse("") + "' is no charset; expected auto, UTF-8 or GB18030");
            return Optional.empty();
        }
    }

    private Optional<Character> delimiter(Yaml format) {
        Optional<String> word = Document.text(format, "delimiter").filter(text -> !text.equals("auto"));
        if (word.isPresent() && !word.get().equals("tab") && word.get().length() != 1) {
            document.wrong(Document.line(format, "delimiter"), "a delimiter is one character, 'tab' or 'auto'");
        }
        return word.map(text -> text.equals("tab") ? '\t' : text.charAt(0));
    }
}
