package datong.studio;

import java.util.List;
import java.util.Map;

/**
 * What a column of a sample holds. The examples and words are in clear: whoever shows them masks them.
 *
 * @param rows records looked at, @param filled cells that hold something, words for nothing not counted
 * @param nullWords words for nothing that were met, e.g. 不详
 * @param distinct different texts among them; @param all whether every one of those was counted (false: there are more)
 * @param shortest and @param longest characters of a filled cell
 * @param clues share of the filled cells that show it, from above 0 to 1
 * @param shapes the commonest patterns: 9 a digit, A a letter, 文 a Chinese character
 * @param examples different texts, the commonest first
 * @param words every text with its count where the column looks like a code set; else empty
 * @param units behind numbers, the commonest first
 */
public record ColumnProfile(int index, String header, int rows, int filled, List<String> nullWords, int distinct, boolean all, int shortest, int longest,
        Map<Clue, Double> clues, List<String> shapes, List<String> examples, Map<String, Integer> words, List<String> units) {

    public double share(Clue clue) {
        return clues.getOrDefault(clue, 0.0);
    }

    /** Share of the first that is shown, in per cent. */
    public int percent(Clue clue) {
        return (int) Math.round(100 * share(clue));
    }

    public int empty() {
        return rows - filled;
    }

    /** Whether every record has one of its own. */
    public boolean unique() {
        return rows > 1 && filled == rows && all && distinct == rows;
    }

    /** Enough cells to say what they are not. */
    boolean telling() {
        return filled >= 5;
    }

    /** The clue that most cells show, the more particular ones first. */
    public java.util.Optional<Clue> main() {
        return java.util.Arrays.stream(Clue.values()).filter(clue -> share(clue) >= 0.6).findFirst();
    }

    /** Whether its cells say who somebody is. */
    public boolean looksPersonal() {
        return clues.entrySet().stream().anyMatch(entry -> entry.getKey().personal() && entry.getValue() >= (entry.getKey() == Clue.NAME ? 0.5 : 0.02));
    }
}
