package datong.classification.hanlp;

import com.hankcs.hanlp.seg.Segment;
import com.hankcs.hanlp.seg.Viterbi.ViterbiSegment;
import com.hankcs.hanlp.seg.common.Term;
import com.hankcs.hanlp.utility.Predefine;
import datong.classification.NameFinder;
import java.util.List;
import java.util.logging.Level;

/** Segments a few characters at a time: about 10 µs a window. The dictionary (about 30 MB) is loaded at the first question. Thread-safe. */
public final class HanlpNames implements NameFinder {
    private static final int WINDOW = 6;
    private volatile Segment segment;

    @Override
    public int nameAt(String text, int start) {
        List<Term> terms = segment().seg(text.substring(start, Math.min(text.length(), start + WINDOW)));
        if (terms.isEmpty() || !terms.getFirst().nature.toString().startsWith("nr")) {
            return 0;
        }
        String first = terms.getFirst().word;
        if (first.length() > 2 || terms.size() == 1) {
            return Math.min(first.length(), 4);
        }
        return first.length() + givenName(terms.get(1), first);
    }

    /** A surname that stands alone is followed by its given name, which the dictionary may know as an ordinary word. */
    private static int givenName(Term next, String first) {
        boolean compound = first.length() == 2;
        boolean ordinary = next.word.length() <= 2 && next.word.codePoints().allMatch(Character::isIdeographic);
        boolean grammar = next.nature.toString().startsWith("u") || next.nature.toString().startsWith("p") || next.nature.toString().startsWith("c");
        return ordinary && !grammar && !compound ? next.word.length() : 0;
    }

    private Segment segment() {
        Segment loaded = segment;
        if (loaded == null) {
            synchronized (this) {
                loaded = segment;
                if (loaded == null) {
                    Predefine.logger.setLevel(Level.SEVERE);
                    loaded = new ViterbiSegment().enableNameRecognize(true).enablePlaceRecognize(false)
                            .enableOrganizationRecognize(false).enableTranslatedNameRecognize(false).enableCustomDictionary(false);
                    segment = loaded;
                }
            }
        }
        return loaded;
    }
}
