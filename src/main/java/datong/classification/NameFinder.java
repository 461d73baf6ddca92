package datong.classification;

/** Tells whether a personal name begins at a place in a text. */
public interface NameFinder {
    /** Length in characters of the name that begins exactly at {@code start}, 0 if none does. Looks no further than a few characters. */
    int nameAt(String text, int start);
}
