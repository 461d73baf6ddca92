package datong.web.console;

import datong.policy.Reasons;
import datong.query.LookAnswer;
import datong.review.PolicyDesk;
import datong.schema.ItemDefinition;
import datong.schema.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A look for the page.
 *
 * @param highest among the items that would leave: it says which row filter counts; @param rows that filter
 * @param records one for each that is shown; a single one without id where only treatments are
 */
public record LookColumns(Optional<Level> highest, Optional<Where> rows, List<Of> records) {
    public record Of(Optional<String> id, List<Line> lines) {}

    /** @param word treatment; @param why message of how it came to that; @param value empty: only what can be said of it by treatment */
    public record Line(ItemDefinition item, String word, String why, List<Where> places, Optional<LookAnswer.Result> result) {
        public boolean withheld() {
            return word.equals("drop");
        }

        /** What the result is: {@code value}, {@code absent} or {@code form}. */
        public String kind() {
            return result.map(known -> switch (known) {
                case LookAnswer.Result.Value value -> "value";
                case LookAnswer.Result.Absent absent -> "absent";
                case LookAnswer.Result.FormOnly form -> "form";
            }).orElse("form");
        }

        public String text() {
            return result.filter(LookAnswer.Result.Value.class::isInstance).map(value -> ((LookAnswer.Result.Value) value).text()).orElse("");
        }
    }

    /** @param opens whether the console shows the file */
    public record Where(String rule, String file, int line, boolean opens) {
        static Where of(Reasons.Place place) {
            return new Where(place.rule(), place.file(), place.line(), PolicyDesk.belongs(place.file()));
        }
    }

    static LookColumns of(LookAnswer answer) {
        return switch (answer) {
            case LookAnswer.Shown shown -> of(shown);
            case LookAnswer.Refused refused -> new LookColumns(Optional.empty(), Optional.empty(), List.of(new Of(Optional.empty(),
                    refused.items().stream().map(item -> line(item, "drop", refused.reasons(), Optional.empty())).toList())));
            case LookAnswer.Invalid invalid -> new LookColumns(Optional.empty(), Optional.empty(), List.of());
        };
    }

    private static LookColumns of(LookAnswer.Shown shown) {
        Optional<Level> highest = leaving(shown).map(ItemDefinition::level).reduce(Level::max);
        List<Of> records = shown.records().isEmpty() ? List.of(new Of(Optional.empty(), lines(shown, List.of())))
                : shown.records().stream().map(seen -> new Of(Optional.of(seen.id().value()), lines(shown, seen.results()))).toList();
        return new LookColumns(highest, highest.map(shown.reasons().rows()::get).map(Where::of), records);
    }

    private static Stream<ItemDefinition> leaving(LookAnswer.Shown shown) {
        return shown.items().stream().filter(item -> !word(shown.treatments(), item).equals("drop"));
    }

    private static List<Line> lines(LookAnswer.Shown shown, List<LookAnswer.Result> results) {
        List<ItemDefinition> leaving = leaving(shown).toList();
        List<Line> lines = new ArrayList<>();
        for (ItemDefinition item : shown.items()) {
            int at = leaving.indexOf(item);
            lines.add(line(item, word(shown.treatments(), item), shown.reasons(), at < 0 || results.isEmpty() ? Optional.empty() : Optional.of(results.get(at))));
        }
        return lines;
    }

    private static String word(Map<String, String> treatments, ItemDefinition item) {
        return treatments.getOrDefault(item.name().value(), "drop");
    }

    private static Line line(ItemDefinition item, String word, Reasons.Said said, Optional<LookAnswer.Result> result) {
        Reasons.OfItem reasons = said.of(item.name());
        List<Where> places = Stream.of(reasons.refused(), reasons.allowed(), reasons.treated()).flatMap(Optional::stream).map(Where::of).distinct().toList();
        return new Line(item, word, why(item, word, reasons), places, result);
    }

    private static String why(ItemDefinition item, String word, Reasons.OfItem reasons) {
        if (!word.equals("drop")) {
            return "treated";
        }
        if (reasons.refused().isPresent()) {
            return "refused";
        }
        if (reasons.allowed().isEmpty()) {
            return "closed";
        }
        return reasons.treated().isEmpty() ? "untreated" : item.level() == Level.L4 ? "highest" : "dropped";
    }
}
