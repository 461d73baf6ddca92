package datong.policy.ranger;

import datong.policy.RowScope;
import datong.policy.Treatment;
import datong.policy.yaml.Rule;
import datong.schema.ItemName;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Narrows a scope by rules that are for the rows of some divisions only. */
final class Divisions {
    private Divisions() {}

    /**
     * @param narrowing allowances behind the items shown, each for rows of some divisions only
     * @param kept refusals for the rows of some divisions, of all items or of some
     * @return empty if no row is left
     */
    static Optional<RowScope> narrowed(RowScope scope, List<Rule.Allow> narrowing, List<Rule.Deny> kept, Map<ItemName, Treatment> shown) {
        boolean everywhere = scope.everywhere();
        List<String> reached = scope.divisions();
        for (Rule.Allow allow : narrowing) {
            reached = everywhere ? allow.head().divisions().stream().sorted().toList() : common(reached, allow.head().divisions());
            everywhere = false;
        }
        if (!everywhere && reached.isEmpty()) {
            return Optional.empty();
        }
        List<String> away = kept.stream().filter(deny -> deny.items().isEmpty() || deny.items().stream().anyMatch(shown::containsKey))
                .flatMap(deny -> deny.head().divisions().stream()).distinct().sorted().toList();
        return Optional.of(new RowScope(everywhere, reached, scope.grids(), scope.sources(), scope.notAccused(), scope.leadOrganisations(), away));
    }


    /** Of two prefixes, of which one begins with the other, the longer one. */
    private static List<String> common(Collection<String> left, Set<String> right) {
        return left.stream().flatMap(one -> right.stream().filter(other -> one.startsWith(other) || other.startsWith(one))
                .map(other -> one.length() >= other.length() ? one : other)).distinct().sorted().toList();
    }
}
