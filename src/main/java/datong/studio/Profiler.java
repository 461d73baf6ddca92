package datong.studio;

import datong.mapping.NullWords;
import datong.source.RawRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Profiles the columns of a sample. */
public final class Profiler {
    private static final int MOST_DISTINCT = 5_000;
    private static final int EXAMPLES = 5;
    private static final int CODE_SET = 40;
    private static final int LONGEST_WORD = 24;

    private Profiler() {}

    /** One profile a column, in the order of the sample. */
    public static List<ColumnProfile> profile(Sampled sample) {
        List<ColumnProfile> profiles = new ArrayList<>();
        for (int index = 0; index < sample.columns().size(); index++) {
            profiles.add(new Tally(sample.columns().get(index)).take(sample.records()).profile(index));
        }
        return List.copyOf(profiles);
    }

    /** Counts one column. */
    private static final class Tally {
        private final String header;
        private final Map<String, Integer> texts = new LinkedHashMap<>();
        private final Map<String, Integer> shapes = new HashMap<>();
        private final Map<String, Integer> units = new HashMap<>();
        private final Map<Clue, Integer> clues = new EnumMap<>(Clue.class);
        private final Set<String> nothing = new LinkedHashSet<>();
        private boolean all = true;
        private int rows;
        private int filled;
        private int shortest = Integer.MAX_VALUE;
        private int longest;

        Tally(String header) {
            this.header = header;
        }

        Tally take(List<RawRecord> records) {
            records.forEach(record -> take(record.cell(header)));
            return this;
        }

        private void take(String cell) {
            rows++;
            String text = cell == null ? "" : cell.strip();
            if (text.isEmpty()) {
                return;
            }
            if (NullWords.USUAL.contains(text)) {
                nothing.add(text);
                return;
            }
            filled++;
            shortest = Math.min(shortest, text.length());
            longest = Math.max(longest, text.length());
            if (texts.size() < MOST_DISTINCT || texts.containsKey(text)) {
                texts.merge(text, 1, Integer::sum);
            } else {
                all = false;
            }
            shapes.merge(Shape.of(text), 1, Integer::sum);
            Set<Clue> found = Clues.of(text);
            found.forEach(clue -> clues.merge(clue, 1, Integer::sum));
            if (found.contains(Clue.WITH_UNIT)) {
                units.merge(Clues.unit(text), 1, Integer::sum);
            }
        }

        ColumnProfile profile(int index) {
            Map<Clue, Double> shares = new EnumMap<>(Clue.class);
            clues.forEach((clue, count) -> shares.put(clue, count / (double) filled));
            return new ColumnProfile(index, header, rows, filled, List.copyOf(nothing), texts.size(), all, filled == 0 ? 0 : shortest, longest,
                    shares, common(shapes, 3), common(texts, EXAMPLES), words(), common(units, 4));
        }

        /** A few short words that come back. */
        private Map<String, Integer> words() {
            boolean few = all && texts.size() <= CODE_SET && (filled < 10 || texts.size() <= filled / 2);
            if (!few || longest > LONGEST_WORD) {
                return Map.of();
            }
            Map<String, Integer> words = new LinkedHashMap<>();
            common(texts, CODE_SET).forEach(word -> words.put(word, texts.get(word)));
            return words;
        }

        private static List<String> common(Map<String, Integer> counts, int most) {
            return counts.entrySet().stream().sorted(Map.Entry.comparingByValue(Comparator.reverseOrder())).limit(most).map(Map.Entry::getKey).toList();
        }
    }
}
