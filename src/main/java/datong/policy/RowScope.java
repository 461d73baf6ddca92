package datong.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which rows a permission reaches; each part narrows.
 *
 * @param everywhere true lifts the restriction by division
 * @param divisions division-code prefixes, one of which the row's must start with; none and not everywhere: no row
 * @param grids grid-code prefixes; empty: not restricted by grid
 * @param sources source codes; empty: not restricted by source
 * @param notAccused organisation that must not be among a row's accused organisations (信访工作条例 30)
 * @param leadOrganisations handling units whose cases are meant; empty: not restricted
 * @param notDivisions division-code prefixes of rows that stay out; a row without division stays out too
 */
public record RowScope(boolean everywhere, List<String> divisions, List<String> grids, List<String> sources,
        Optional<String> notAccused, List<String> leadOrganisations, List<String> notDivisions) {
    /** Without a division that stays out. */
    public RowScope(boolean everywhere, List<String> divisions, List<String> grids, List<String> sources, Optional<String> notAccused,
            List<String> leadOrganisations) {
        this(everywhere, divisions, grids, sources, notAccused, leadOrganisations, List.of());
    }

    /** For people: {@code divisions [110199]; sources [grid-events]}. */
    public String words() {
        List<String> parts = new ArrayList<>(List.of(everywhere ? "everywhere" : "divisions " + divisions));
        named("grids", grids).ifPresent(parts::add);
        named("sources", sources).ifPresent(parts::add);
        named("led by", leadOrganisations).ifPresent(parts::add);
        named("not divisions", notDivisions).ifPresent(parts::add);
        notAccused.ifPresent(organisation -> parts.add("not where " + organisation + " is accused"));
        return String.join("; ", parts);
    }

    private static Optional<String> named(String word, List<String> values) {
        return values.isEmpty() ? Optional.empty() : Optional.of(word + " " + values);
    }
}
