package datong.anonymity;

import datong.anonymity.Criterion.Distance;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How anonymous a table is as it stands, all of it.
 *
 * @param k rows of the smallest class, 0 of an empty table
 * @param sizes size of a class → how many classes have it
 * @param sensitive column → the weakest class
 */
public record Measured(int rows, int classes, int k, int largest, SortedMap<Integer, Integer> sizes, Map<String, Diversity> sensitive) {
    /**
     * @param distinct different values
     * @param entropy e to the entropy, to compare with l
     * @param recursive what c must exceed for recursive (c,2)
     * @param equal t with every value equally far
     * @param ordered t with values as far as they lie apart
     */
    public record Diversity(int distinct, double entropy, double recursive, double equal, double ordered) {}

    public static Measured of(Table table, List<String> quasiIdentifiers, List<String> sensitive) {
        Classes classes = Classes.of(table, quasiIdentifiers);
        SortedMap<Integer, Integer> sizes = new TreeMap<>();
        for (int each = 0; each < classes.count(); each++) {
            sizes.merge(classes.size(each), 1, Integer::sum);
        }
        Map<String, Diversity> diversity = new LinkedHashMap<>();
        sensitive.forEach(name -> diversity.put(name, diversity(table.column(name), classes)));
        return new Measured(table.rows(), classes.count(), sizes.isEmpty() ? 0 : sizes.firstKey(), sizes.isEmpty() ? 0 : sizes.lastKey(), sizes, diversity);
    }

    private static Diversity diversity(Column column, Classes classes) {
        Spread whole = new Spread(column);
        for (int each = 0; each < classes.count(); each++) {
            classes.into(whole, column, each);
        }
        Spread.Reference reference = whole.reference();
        Spread spread = new Spread(column);
        Diversity weakest = new Diversity(Integer.MAX_VALUE, Double.MAX_VALUE, 0, 0, 0);
        for (int each = 0; each < classes.count(); each++) {
            classes.into(spread, column, each);
            weakest = new Diversity(Math.min(weakest.distinct(), spread.distinct()), Math.min(weakest.entropy(), spread.entropy()),
                    Math.max(weakest.recursive(), spread.recursive(2)), Math.max(weakest.equal(), spread.distance(reference, Distance.EQUAL)),
                    Math.max(weakest.ordered(), spread.distance(reference, Distance.ORDERED)));
            spread.clear();
        }
        return classes.count() == 0 ? new Diversity(0, 0, 0, 0, 0) : weakest;
    }

    /** What a table as it stands breaks of a model, in words without any value; empty if it keeps all. Its hierarchies do not matter. */
    public static List<String> breaches(Table table, Model model) {
        List<String> breaches = new ArrayList<>();
        if (table.rows() == 0) {
            return List.of("the table is empty");
        }
        Classes classes = Classes.of(table, model.quasiIdentifiers().stream().map(QuasiIdentifier::name).toList());
        Failing small = new Failing(table, classes, model.k());
        if (small.rows() > 0) {
            breaches.add(small.rows() + " rows look like fewer than " + model.k() + " (k = " + model.k() + ")");
        }
        for (Criterion criterion : model.criteria()) {
            Failing failing = new Failing(table, classes, 1);
            failing.judge(List.of(criterion), any -> true);
            failing.judgeDistances(List.of(criterion), 0);
            if (failing.rows() > 0) {
                breaches.add(failing.rows() + " rows break " + words(criterion));
            }
        }
        return breaches;
    }

    private static String words(Criterion criterion) {
        return criterion.attribute() + ": " + switch (criterion) {
            case Criterion.Distinct(String attribute, int l) -> "at least " + l + " different values in each class";
            case Criterion.Entropy(String attribute, double l) -> "entropy l-diversity of " + l;
            case Criterion.Recursive(String attribute, double c, int l) -> "recursive (" + c + "," + l + ")-diversity";
            case Criterion.Close(String attribute, double t, Distance distance) -> "t-closeness of " + t + " (" + distance.name().toLowerCase(Locale.ROOT) + ")";
        };
    }
}
