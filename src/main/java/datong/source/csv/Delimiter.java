package datong.source.csv;

import datong.source.DecodedText;
import datong.source.TextEncoding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Finds a CSV's delimiter among comma, semicolon, tab and bar: the one that cuts the most of the first lines into equally many cells. */
public final class Delimiter {
    private static final String CANDIDATES = ",\t;|";
    private static final int SAMPLE = 1 << 16;

    private Delimiter() {}

    public static char detect(Path delivery, TextEncoding encoding) throws IOException {
        char[] sample = new char[SAMPLE];
        int count = 0;
        try (DecodedText text = encoding.open(delivery)) {
            int read;
            while (count < SAMPLE && (read = text.read(sample, count, SAMPLE - count)) > 0) {
                count += read;
            }
        }
        return best(sample, count);
    }

    private static char best(char[] sample, int count) {
        char best = ',';
        long score = 0;
        for (char candidate : CANDIDATES.toCharArray()) {
            long own = score(sample, count, candidate);
            if (own > score) {
                score = own;
                best = candidate;
            }
        }
        return best;
    }

    /** Lines that share the commonest number of delimiters, weighed by that number. */
    private static long score(char[] sample, int count, char candidate) {
        Map<Integer, Integer> lines = new HashMap<>();
        boolean quoted = false;
        int found = 0;
        for (int index = 0; index < count; index++) {
            char character = sample[index];
            if (character == '"') {
                quoted = !quoted;
            } else if (!quoted && character == candidate) {
                found++;
            } else if (!quoted && (character == '\n' || character == '\r') || index == count - 1) {
                lines.merge(found, 1, Integer::sum);
                found = 0;
            }
        }
        lines.merge(found, 1, Integer::sum);
        return lines.entrySet().stream().filter(line -> line.getKey() > 0)
                .mapToLong(line -> line.getValue() * 1000L + line.getKey()).max().orElse(0);
    }
}
