package datong.catalogue;

import java.util.List;

/** Cuts text into words, as people search by them. Thread-safe. */
public interface Segmenter {
    /** The words of the text, none twice in one place. */
    List<String> words(String text);

    /** Those and the shorter words within long ones: what a text should be found by. */
    List<String> allWords(String text);
}
