package datong.anonymity;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * δ-presence (Nergiz 2007): how sure somebody can be that a person of the population is in the table. Useful where being in it says
 * something already, as in a register of care.
 *
 * @param least lowest share of a class of the population that is in the table
 * @param most highest share
 */
public record Presence(double least, double most) {
    public Presence {
        if (!(least >= 0 && least <= most && most <= 1)) {
            throw new IllegalArgumentException("shares of a population go from 0 to 1, the least first");
        }
    }

    /** Whether every class lies within what is allowed. */
    public boolean within(Presence allowed) {
        return least >= allowed.least && most <= allowed.most;
    }

    /** With two decimal places, {@code 0.05 … 0.50}. */
    public String signs() {
        return "%.2f … %.2f".formatted(least, most);
    }

    /** @throws IllegalArgumentException if a class of the table is larger than in the population */
    public static Presence of(Table table, Table population, List<String> quasiIdentifiers) {
        Map<List<String>, Integer> inside = sizes(table, quasiIdentifiers);
        double least = 1;
        double most = 0;
        int met = 0;
        for (Map.Entry<List<String>, Integer> each : sizes(population, quasiIdentifiers).entrySet()) {
            int in = inside.getOrDefault(each.getKey(), 0);
            if (in > each.getValue()) {
                throw new IllegalArgumentException("the population must hold every row of the table, at the same levels of its quasi-identifiers");
            }
            met += in;
            least = Math.min(least, (double) in / each.getValue());
            most = Math.max(most, (double) in / each.getValue());
        }
        if (met != table.rows()) {
            throw new IllegalArgumentException("the population must hold every row of the table, at the same levels of its quasi-identifiers");
        }
        return new Presence(least, most);
    }

    static Map<List<String>, Integer> sizes(Table table, List<String> names) {
        Classes classes = Classes.of(table, names);
        Map<List<String>, Integer> sizes = new HashMap<>();
        for (int each = 0; each < classes.count(); each++) {
            int row = classes.row(each);
            sizes.put(names.stream().map(name -> table.column(name).text(row)).toList(), classes.size(each));
        }
        return sizes;
    }
}
