package datong.web.console;

import datong.schema.CodeTable;
import datong.schema.Element;
import datong.schema.ItemDefinition;
import datong.studio.Clue;
import datong.studio.Suggestion;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A draft as the studio shows it: no value of L3 or L4 in clear, no number of a person anywhere.
 *
 * @param changes whether a mapping in force is changed
 * @param result empty while the loader refuses the draft
 */
public record StudioView(String id, String source, boolean changes, long lostComments, Sample sample, Element element, Head head, List<Column> columns, List<Fixed> fixed,
        List<ItemDefinition> free, List<Mistake> mistakes, Optional<Result> result, List<Line> yaml) {

    public record Sample(String name, int records, boolean more, Instant at) {}

    /** Fields by their path in the file, and what the studio keeps without showing. */
    public record Head(Map<String, String> fields, String key, boolean keyByExpression, List<String> kept) {
        public String get(String path) {
            return fields.getOrDefault(path, "");
        }
    }

    /**
     * @param others items it could be as well, the best first
     * @param uses further places that read it, as {@code place: way}
     * @param rule of its item, by key of the file
     * @param tooLow it looks personal, but its item is not protected as such
     */
    public record Column(int index, String header, Profile profile, String item, Optional<ItemDefinition> definition, Suggestion suggestion, boolean followed,
            List<ItemDefinition> others, boolean key, List<String> uses, Map<String, String> rule, Optional<CodeTable> table, List<Code> codes, boolean coded,
            List<Trouble> troubles, boolean tooLow) {
        public boolean wrong() {
            return troubles.stream().anyMatch(Trouble::stops);
        }
    }

    /** @param examples masked */
    public record Profile(int rows, int filled, int distinct, boolean all, int shortest, int longest, List<Share> clues, List<String> shapes, List<String> examples,
            List<String> nothing, List<String> units) {}

    public record Share(Clue clue, int percent) {}

    /** @param known what the table makes of the word by itself, empty for nothing */
    public record Code(String word, String code, String known) {}

    /** What rows or the loader say about a column. @param stops whether records go to quarantine or the file is refused; @param count 0 for the file */
    public record Trouble(String rule, String message, int count, boolean stops) {}

    /** An item that no column fills alone. @param kind const, expr, other, or missing */
    public record Fixed(ItemDefinition item, String kind, String value, Optional<CodeTable> table) {}

    /** @param item empty where no item is meant */
    public record Mistake(int line, String message, String item) {}

    public record Result(int stored, int quarantined, List<Heading> headings, List<Row> rows, List<String> drifted) {
        public int all() {
            return stored + quarantined;
        }
    }

    public record Heading(String output, ItemDefinition item, boolean wrong) {}

    public record Row(long number, boolean rejected, String level, boolean personal, List<Trouble> problems, List<Cell> cells) {}

    public record Cell(String text, List<String> problems, List<String> flags) {}

    public record Line(int number, String text, List<String> errors) {}
}
