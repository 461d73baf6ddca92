package datong.sharing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a department applies for. Any part may be missing until it is submitted.
 *
 * @param dataset code of the dataset; @param items names of items, in order
 * @param clear items of level L3 wanted without a mask; @param match items to look up by
 * @param accesses how: {@code query}, {@code lookup} or further words of policies
 * @param divisions prefixes of the only rows that are wanted; empty: all that the department may reach
 * @param method {@code API}, {@code BATCH} or {@code FILE} (Decree 809, Art. 22)
 * @param from first day, @param to last day of use
 * @param legalBasis duty for which the data are needed, with its article
 * @param scene words for what is done with them; @param necessity why no less will do
 * @param assessment reference of the impact assessment (PIPL 55)
 */
public record Terms(String demander, String dataset, Set<String> items, Set<String> clear, Set<String> match, Set<String> accesses, Set<String> purposes,
        Set<String> scenes, Set<String> divisions, String method, Optional<LocalDate> from, Optional<LocalDate> to, String legalBasis, String scene, String necessity,
        String assessment, Volume volume) {

    /** @param rowsPerCall of one answer; @param rowsPerDay and @param personsPerDay empty: as the policies say */
    public record Volume(int rowsPerCall, Optional<Integer> rowsPerDay, Optional<Integer> personsPerDay) {}

    public Terms {
        items = sorted(items);
        clear = sorted(clear);
        match = sorted(match);
        accesses = sorted(accesses);
        purposes = sorted(purposes);
        scenes = sorted(scenes);
        divisions = sorted(divisions);
    }

    private static Set<String> sorted(Set<String> words) {
        return java.util.Collections.unmodifiableSet(new TreeSet<>(words));
    }

    /** The same without some of the items. */
    Terms without(List<String> taken) {
        return new Terms(demander, dataset, less(items, taken), less(clear, taken), less(match, taken), accesses, purposes, scenes, divisions, method, from, to, legalBasis, scene, necessity,
                assessment, volume);
    }

    private static Set<String> less(Set<String> all, List<String> taken) {
        return all.stream().filter(item -> !taken.contains(item)).collect(Collectors.toSet());
    }

    /** What a complete application states (Decree 809, Art. 20): all that is missing, told at once. */
    public List<Part> missing(Demands demands) {
        List<Part> missing = new ArrayList<>();
        demand(missing, Part.LEGAL_BASIS, !legalBasis.isBlank());
        demand(missing, Part.SCENE, !scene.isBlank());
        demand(missing, Part.PURPOSE, !purposes.isEmpty());
        demand(missing, Part.SCOPE, !items.isEmpty() && items.containsAll(clear));
        demand(missing, Part.METHOD, !method.isBlank() && !accesses.isEmpty());
        demand(missing, Part.DURATION, from.isPresent() && to.isPresent() && !to.get().isBefore(from.get()));
        demand(missing, Part.NECESSITY, !necessity.isBlank() || !demands.necessity());
        demand(missing, Part.ASSESSMENT, !assessment.isBlank() || !demands.assessment());
        demand(missing, Part.VOLUME, volume.rowsPerCall() > 0);
        return List.copyOf(missing);
    }

    private static void demand(List<Part> missing, Part part, boolean there) {
        if (!there) {
            missing.add(part);
        }
    }

    public enum Part { LEGAL_BASIS, SCENE, PURPOSE, SCOPE, METHOD, DURATION, NECESSITY, ASSESSMENT, VOLUME }

    /**
     * What the items themselves demand.
     *
     * @param necessity an item of L3 or L4 is among them (R-809-13); @param assessment a personal one is (PIPL 55)
     */
    public record Demands(boolean necessity, boolean assessment) {}
}
