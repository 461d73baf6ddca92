package datong.catalogue;

import datong.schema.DatasetCode;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Searches an index of the entries as they stand; it is made anew at the first search after they changed. */
final class CatalogueSearch {
    private static final int MOST = 200;
    private static final int LONGEST = 200;
    private final Segmenter segmenter;
    private final Supplier<OtherNames> names;
    private Entries indexed;
    private SearchIndex index;

    CatalogueSearch(Segmenter segmenter, Supplier<OtherNames> names) {
        this.segmenter = segmenter;
        this.names = names;
    }

    List<SearchIndex.Hit> search(Entries entries, String words, Predicate<DatasetCode> visible) {
        return index(entries).search(words.substring(0, Math.min(LONGEST, words.length())), visible, MOST);
    }

    private synchronized SearchIndex index(Entries entries) {
        if (indexed == null || !indexed.saysTheSame(entries)) {
            index = new SearchIndex(entries.all(), segmenter, names.get());
            indexed = entries;
        }
        return index;
    }
}
