package datong.anonymity;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a table must keep to be called anonymous.
 *
 * @param k fewest rows that look alike
 * @param criteria of each class
 * @param suppress share of the rows that may be left out
 */
public record Model(int k, List<QuasiIdentifier> quasiIdentifiers, List<Criterion> criteria, double suppress) {
    public Model {
        quasiIdentifiers = List.copyOf(quasiIdentifiers);
        criteria = List.copyOf(criteria);
        if (k < 1 || quasiIdentifiers.isEmpty() || suppress < 0 || suppress >= 1) {
            throw new IllegalArgumentException("a model needs k of at least 1, a quasi-identifier, and a share of rows to suppress from 0 to below 1");
        }
        Set<String> names = new HashSet<>();
        for (QuasiIdentifier each : quasiIdentifiers) {
            if (!names.add(each.name())) {
                throw new IllegalArgumentException("quasi-identifier '" + each.name() + "' stands twice");
            }
        }
        criteria.forEach(criterion -> {
            if (names.contains(criterion.attribute())) {
                throw new IllegalArgumentException("'" + criterion.attribute() + "' cannot be a quasi-identifier and sensitive at once");
            }
        });
    }
}
