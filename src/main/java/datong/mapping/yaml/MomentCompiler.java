package datong.mapping.yaml;

import datong.mapping.ConversionKind;
import datong.mapping.Moments;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Compiles how an item's dates are read. */
final class MomentCompiler {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final List<String> KEYS = List.of("pattern", "zone", "year_from", "relative_to", "time");

    private final Compilation compilation;

    MomentCompiler(Compilation compilation) {
        this.compilation = compilation;
    }

    Moments compile(Yaml yaml, ConversionKind kind, List<String> read) {
        if (kind != ConversionKind.DATE && kind != ConversionKind.TIMESTAMP) {
            KEYS.stream().filter(key -> Document.field(yaml, key).isPresent())
                    .forEach(key -> compilation.document.wrong(Document.line(yaml, key), "'" + key + "' goes with dates and timestamps, not with " + kind.word()));
        }
        return new Moments(zone(yaml), patterns(yaml), year(yaml), column(yaml, "relative_to", read), column(yaml, "time", read), compilation.clock);
    }

    private ZoneId zone(Yaml yaml) {
        try {
            return Document.text(yaml, "zone").map(ZoneId::of).orElse(SHANGHAI);
        } catch (DateTimeException unknown) {
            compilation.document.wrong(Document.line(yaml, "zone"), "'" + Document.text(yaml, "zone").orElse("") + "' is no time zone; expected one like Asia/Shanghai or +08:00");
            return SHANGHAI;
        }
    }

    private List<DateTimeFormatter> patterns(Yaml yaml) {
        List<DateTimeFormatter> patterns = new ArrayList<>();
        Optional<Yaml> value = Document.value(yaml, "pattern");
        for (String pattern : value.map(Document::texts).orElse(List.of())) {
            try {
                patterns.add(new DateTimeFormatterBuilder().parseCaseInsensitive().appendPattern(pattern.replace('y', 'u'))
                        .toFormatter(Locale.ENGLISH).withResolverStyle(ResolverStyle.STRICT));
            } catch (IllegalArgumentException broken) {
                compilation.document.wrong(value.orElseThrow().line(), "'" + pattern + "' is no date pattern: " + broken.getMessage());
            }
        }
        return List.copyOf(patterns);
    }

    private int year(Yaml yaml) {
        Optional<String> from = Document.text(yaml, "year_from");
        if (from.isEmpty()) {
            return Moments.NONE;
        }
        return from.get().equals("received") ? Moments.RECEIVED : compilation.one(from.get());
    }

    private int column(Yaml yaml, String key, List<String> read) {
        Optional<String> column = Document.text(yaml, key);
        column.filter(name -> key.equals("time")).ifPresent(read::add);
        return column.map(compilation::one).orElse(Moments.NONE);
    }
}
