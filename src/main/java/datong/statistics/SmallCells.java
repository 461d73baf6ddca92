package datong.statistics;

import datong.ledger.SubjectId;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Says which cells of a new answer may be given, so that from all exact answers together no group of fewer persons than the minimum can be computed.
 *
 * <p>All cells given so far, to whomever and about whichever state, cut the records into atoms: records that belong to the same cells. Every group that
 * sums and differences of the counts can single out is a union of atoms. So it is enough that no atom is smaller than the minimum: a new cell is given only
 * if it cuts no atom into a piece that is, and the pieces of cells withheld are one with all that was not asked for, as nobody can tell them apart.
 */
final class SmallCells {
    private static final int OUTSIDE = -1;
    private final int minimum;
    private final long[] counts;
    private final Map<Atom, Map<Integer, Set<SubjectId>>> atoms = new HashMap<>();
    private final Map<Integer, Set<SubjectId>> cells = new HashMap<>();

    SmallCells(int minimum, int cells) {
        this.minimum = minimum;
        this.counts = new long[cells];
    }

    private record Atom(int[] cells) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Atom atom && Arrays.equals(cells, atom.cells);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(cells);
        }
    }

    /** @param given for each earlier answer the cell given that the record belongs to, or -1. @param cell of the new answer, or -1 */
    void add(int[] given, int cell, SubjectId person) {
        noted(atoms.computeIfAbsent(new Atom(given), first -> new HashMap<>()).computeIfAbsent(cell, first -> new HashSet<>()), person);
        if (cell != OUTSIDE) {
            counts[cell]++;
            noted(cells.computeIfAbsent(cell, first -> new HashSet<>()), person);
        }
    }

    /** Whether there are enough is all that is asked, so no more than enough are held. */
    private void noted(Set<SubjectId> persons, SubjectId person) {
        if (persons.size() < minimum) {
            persons.add(person);
        }
    }

    /** The counts of the cells that may be given; null elsewhere. */
    Long[] given() {
        BitSet open = new BitSet(counts.length);
        cells.forEach((cell, persons) -> open.set(cell, persons.size() >= minimum));
        atoms.values().forEach(pieces -> pieces.forEach((cell, persons) -> {
            if (cell != OUTSIDE && persons.size() < minimum) {
                open.clear(cell);
            }
        }));
        boolean changed = true;
        while (changed) {
            changed = false;
            for (Map<Integer, Set<SubjectId>> pieces : atoms.values()) {
                changed |= closedBeside(pieces, open);
            }
        }
        Long[] given = new Long[counts.length];
        open.stream().forEach(cell -> given[cell] = counts[cell]);
        return given;
    }

    /** If what is withheld of an atom is a small group, another of its cells has to be withheld with it: the smallest. */
    private boolean closedBeside(Map<Integer, Set<SubjectId>> pieces, BitSet open) {
        Set<SubjectId> rest = new HashSet<>();
        pieces.forEach((cell, persons) -> {
            if (cell == OUTSIDE || !open.get(cell)) {
                rest.addAll(persons);
            }
        });
        if (rest.isEmpty() || rest.size() >= minimum) {
            return false;
        }
        return pieces.keySet().stream().filter(cell -> cell != OUTSIDE && open.get(cell)).min((one, other) -> Long.compare(counts[one], counts[other])).map(cell -> {
            open.clear(cell);
            return true;
        }).orElse(false);
    }

    static int outside() {
        return OUTSIDE;
    }
}
