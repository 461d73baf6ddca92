package datong.catalogue;

import java.util.List;

/** Cuts nothing: for tests that search by whole labels. */
public final class WholeRuns implements Segmenter {
    @Override
    public List<String> words(String text) {
        return List.of(text);
    }

    @Override
    public List<String> allWords(String text) {
        return List.of(text);
    }
}
