package datong.anonymity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How likely somebody is found again in a table (El Emam 2008; GB/T 42460). Every figure is from 0 to 1.
 *
 * @param rows rows of the table
 * @param prosecutor the attacker knows that a certain person is in the table
 * @param journalist the attacker wants anybody of a larger population; without one, the table itself is the population
 * @param marketer share of all rows that an attacker would find on average
 * @param bands how many rows have which risk, the highest first
 * @param items how far each quasi-identifier alone tells rows apart
 */
public record Risk(int rows, int classes, Attack prosecutor, Attack journalist, double marketer, boolean population, List<Band> bands, List<ItemRisk> items) {
    /** @param highest of any row; @param average over the rows; @param above share of rows whose risk is above the threshold */
    public record Attack(double highest, double average, double above) {}

    /** Rows in classes of {@code from} to {@code to} rows; {@code to} is 0 in the last, which has no end. */
    public record Band(int from, int to, long rows, long classes) {}

    /** @param values different values; @param unique share of rows that it alone singles out; @param separation share of pairs of rows that it tells apart */
    public record ItemRisk(String name, int values, double unique, double separation) {}

    private static final int[] EDGES = {1, 2, 3, 5, 10, 20, 50, 100, 1000};

    /**
     * @param threshold risk that is still accepted, such as 0.2 for k = 5
     * @param population a table with the same quasi-identifiers that holds every row of this one and more
     */
    public static Risk of(Table table, List<String> quasiIdentifiers, Optional<Table> population, double threshold) {
        Classes classes = Classes.of(table, quasiIdentifiers);
        long[] larger = IntStream.range(0, classes.count()).mapToLong(classes::size).toArray();
        population.ifPresent(whole -> larger(table, classes, whole, quasiIdentifiers, larger));
        double[] sizes = IntStream.range(0, classes.count()).mapToDouble(classes::size).toArray();
        double found = 0;
        for (int each = 0; each < sizes.length; each++) {
            found += sizes[each] / larger[each];
        }
        return new Risk(table.rows(), classes.count(), attack(classes, sizes, threshold), attack(classes, IntStream.range(0, sizes.length).mapToDouble(each -> larger[each]).toArray(), threshold),
                found / Math.max(1, table.rows()), population.isPresent(), bands(classes), quasiIdentifiers.stream().map(name -> item(table, name)).toList());
    }

    private static Attack attack(Classes classes, double[] among, double threshold) {
        double highest = 0;
        double sum = 0;
        double above = 0;
        double rows = 0;
        for (int each = 0; each < among.length; each++) {
            double risk = 1 / among[each];
            rows += classes.size(each);
            highest = Math.max(highest, risk);
            sum += risk * classes.size(each);
            above += risk > threshold + 1e-12 ? classes.size(each) : 0;
        }
        return new Attack(highest, sum / Math.max(1, rows), above / Math.max(1, rows));
    }

    /** Sizes of the classes in the population; never below their size in the table. */
    private static void larger(Table table, Classes classes, Table population, List<String> names, long[] sizes) {
        Map<List<String>, Integer> known = Presence.sizes(population, names);
        for (int each = 0; each < sizes.length; each++) {
            int row = classes.row(each);
            List<String> tuple = names.stream().map(name -> table.column(name).text(row)).toList();
            sizes[each] = Math.max(sizes[each], known.getOrDefault(tuple, 0));
        }
    }

    private static List<Band> bands(Classes classes) {
        long[] rows = new long[EDGES.length];
        long[] count = new long[EDGES.length];
        for (int each = 0; each < classes.count(); each++) {
            int band = EDGES.length - 1;
            while (EDGES[band] > classes.size(each)) {
                band--;
            }
            rows[band] += classes.size(each);
            count[band]++;
        }
        List<Band> bands = new ArrayList<>();
        for (int each = 0; each < EDGES.length; each++) {
            bands.add(new Band(EDGES[each], each + 1 < EDGES.length ? EDGES[each + 1] - 1 : 0, rows[each], count[each]));
        }
        return bands;
    }

    private static ItemRisk item(Table table, String name) {
        Classes values = Classes.of(table, List.of(name));
        double unique = 0;
        double same = 0;
        for (int each = 0; each < values.count(); each++) {
            unique += values.size(each) == 1 ? 1 : 0;
            same += (double) values.size(each) * (values.size(each) - 1);
        }
        double pairs = (double) table.rows() * (table.rows() - 1);
        return new ItemRisk(name, values.count(), unique / Math.max(1, table.rows()), pairs == 0 ? 0 : 1 - same / pairs);
    }
}
