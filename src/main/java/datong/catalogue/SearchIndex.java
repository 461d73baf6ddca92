package datong.catalogue;

import datong.schema.DatasetCode;
import datong.schema.ItemDefinition;
import datong.schema.ItemName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * An inverted index of datasets and their items. Each is a document of its own; a dataset is ranked by its own words and those of its best item.
 * A term is worth more in a name than in an abstract, more the rarer it is, and a document more the more of the asked words it has. Immutable.
 */
public final class SearchIndex {
    private static final float NAME = 4;
    private static final float KEYWORD = 3;
    private static final float LABEL = 2;
    private static final float OTHER_NAME = 1.5f;
    private static final float ABSTRACT = 1;
    private static final int ITEMS_SHOWN = 6;
    private final SearchTerms terms;
    private final List<Document> documents = new ArrayList<>();
    private final Vocabulary<Postings> vocabulary;

    /** @param item empty for the dataset itself */
    private record Document(DatasetCode dataset, ItemName item) {}

    private record Postings(int[] documents, float[] weights) {}

    /**
     * A dataset that was found.
     *
     * @param items those of its items that were found, the best first, a few at most
     */
    public record Hit(DatasetCode dataset, double score, List<ItemName> items) {}

    public SearchIndex(List<DatasetEntry> entries, Segmenter segmenter) {
        this(entries, segmenter, OtherNames.NONE);
    }

    public SearchIndex(List<DatasetEntry> entries, Segmenter segmenter, OtherNames names) {
        this.terms = new SearchTerms(segmenter);
        Map<String, Map<Integer, Float>> weights = new HashMap<>();
        entries.forEach(entry -> add(entry, names, weights));
        Map<String, Postings> postings = new HashMap<>();
        weights.forEach((term, found) -> postings.put(term, postings(found)));
        this.vocabulary = new Vocabulary<>(postings);
    }

    private void add(DatasetEntry entry, OtherNames names, Map<String, Map<Integer, Float>> weights) {
        int dataset = document(new Document(entry.dataset().code(), null));
        weigh(weights, dataset, NAME, entry.dataset().chinese() + " " + entry.dataset().english() + " " + entry.dataset().code());
        entry.description().ifPresent(known -> {
            weigh(weights, dataset, KEYWORD, String.join(" ", known.keywords()) + " " + String.join(" ", known.categories()));
            weigh(weights, dataset, ABSTRACT, known.about().chinese() + " " + known.about().english());
        });
        for (ItemDefinition item : entry.items()) {
            int document = document(new Document(entry.dataset().code(), item.name()));
            weigh(weights, document, LABEL, item.chinese() + " " + item.english() + " " + item.name());
            weigh(weights, document, OTHER_NAME, String.join(" ", names.of(entry.dataset().element(), item.name())));
        }
    }

    private int document(Document document) {
        documents.add(document);
        return documents.size() - 1;
    }

    /** The best place of a word counts, not how often it stands there. */
    private void weigh(Map<String, Map<Integer, Float>> weights, int document, float weight, String text) {
        terms.written(text).forEach(term -> weights.computeIfAbsent(term, any -> new LinkedHashMap<>()).merge(document, weight, Math::max));
    }

    private static Postings postings(Map<Integer, Float> found) {
        int[] documents = new int[found.size()];
        float[] weights = new float[found.size()];
        int at = 0;
        for (Map.Entry<Integer, Float> one : found.entrySet()) {
            documents[at] = one.getKey();
            weights[at++] = one.getValue();
        }
        return new Postings(documents, weights);
    }

    /** The best first. @param visible datasets that may be found */
    public List<Hit> search(String text, Predicate<DatasetCode> visible, int most) {
        List<String> asked = List.copyOf(new LinkedHashSet<>(terms.asked(text)));
        if (asked.isEmpty()) {
            return List.of();
        }
        float[] scores = new float[documents.size()];
        byte[] words = new byte[documents.size()];
        asked.forEach(term -> score(term, scores, words));
        for (int document = 0; document < scores.length; document++) {
            float share = (float) words[document] / asked.size();
            scores[document] *= share * share;
        }
        return ranked(scores, visible, most);
    }

    private void score(String term, float[] scores, byte[] words) {
        float[] best = new float[scores.length];
        vocabulary.near(term).forEach((found, nearness) -> {
            Postings postings = vocabulary.get(found);
            float rare = (float) Math.log(1 + (double) documents.size() / postings.documents().length);
            for (int at = 0; at < postings.documents().length; at++) {
                int document = postings.documents()[at];
                best[document] = Math.max(best[document], nearness * rare * postings.weights()[at]);
            }
        });
        for (int document = 0; document < best.length; document++) {
            if (best[document] > 0) {
                scores[document] += best[document];
                words[document] = (byte) Math.min(Byte.MAX_VALUE, words[document] + 1);
            }
        }
    }

    private List<Hit> ranked(float[] scores, Predicate<DatasetCode> visible, int most) {
        Map<DatasetCode, Gathered> datasets = new LinkedHashMap<>();
        int[] found = IntStream.range(0, scores.length).filter(document -> scores[document] > 0).toArray();
        Arrays.stream(found).forEach(document -> datasets.computeIfAbsent(documents.get(document).dataset(), code -> new Gathered()).add(documents.get(document), scores[document]));
        return datasets.entrySet().stream().filter(entry -> visible.test(entry.getKey())).map(entry -> entry.getValue().hit(entry.getKey()))
                .sorted(Comparator.comparingDouble(Hit::score).reversed().thenComparing(hit -> hit.dataset().value())).limit(most).toList();
    }

    /** What was found of one dataset. */
    private static final class Gathered {
        private final Map<ItemName, Float> items = new HashMap<>();
        private float own;
        private float best;

        void add(Document document, float score) {
            if (document.item() == null) {
                own = score;
                return;
            }
            items.put(document.item(), score);
            best = Math.max(best, score);
        }

        Hit hit(DatasetCode dataset) {
            return new Hit(dataset, own + best / 2, items.entrySet().stream().sorted(Map.Entry.<ItemName, Float>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                    .limit(ITEMS_SHOWN).map(Map.Entry::getKey).toList());
        }
    }
}
