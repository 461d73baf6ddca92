package datong.catalogue;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text as terms: Chinese by word, everything else by runs of letters and digits, half-width and lower-case. */
final class SearchTerms {
    private static final Pattern RUN = Pattern.compile("(\\p{IsHan}+)|([\\p{L}\\p{N}&&[^\\p{IsHan}]]+)");
    private final Segmenter segmenter;

    SearchTerms(Segmenter segmenter) {
        this.segmenter = segmenter;
    }

    List<String> asked(String text) {
        return terms(text, segmenter::words);
    }

    List<String> written(String text) {
        return terms(text, segmenter::allWords);
    }

    private static List<String> terms(String text, Function<String, List<String>> cut) {
        Matcher runs = RUN.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT));
        List<String> terms = new ArrayList<>();
        while (runs.find()) {
            if (runs.group(1) != null) {
                terms.addAll(cut.apply(runs.group(1)));
            } else {
                terms.add(runs.group(2));
            }
        }
        return terms;
    }

    static boolean chinese(String term) {
        return Character.isIdeographic(term.codePointAt(0));
    }
}
