package datong.catalogue.hanlp;

import com.hankcs.hanlp.seg.Segment;
import com.hankcs.hanlp.seg.Viterbi.ViterbiSegment;
import com.hankcs.hanlp.utility.Predefine;
import datong.catalogue.Segmenter;
import java.util.List;
import java.util.logging.Level;

/** Names of persons and places are cut like other words: a catalogue speaks of neither. The dictionary is loaded at the first question. */
public final class HanlpWords implements Segmenter {
    private final Segment plain;
    private final Segment inner;

    public HanlpWords() {
        Predefine.logger.setLevel(Level.SEVERE);
        plain = segment();
        inner = segment().enableIndexMode(true);
    }

    private static Segment segment() {
        return new ViterbiSegment().enableAllNamedEntityRecognize(false).enableCustomDictionary(false);
    }

    @Override
    public List<String> words(String text) {
        return text.isEmpty() ? List.of() : plain.seg(text).stream().map(term -> term.word).toList();
    }

    @Override
    public List<String> allWords(String text) {
        return text.isEmpty() ? List.of() : inner.seg(text).stream().map(term -> term.word).toList();
    }
}
