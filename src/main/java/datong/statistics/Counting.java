package datong.statistics;

import datong.ledger.ChildRows;
import datong.ledger.EntryId;
import datong.ledger.Ledger;
import datong.ledger.LedgerRow;
import datong.ledger.SubjectId;
import datong.ledger.Surveys;
import datong.ledger.Surveys.Survey;
import datong.ledger.Surveys.Version;
import datong.query.FilterValues;
import datong.schema.Dataset;
import datong.schema.ItemDefinition;
import datong.schema.ItemName;
import datong.schema.Level;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Counts the records of grids in one pass over the ledger. */
final class Counting {
    private static final int PORTION = 1_000;
    private final Surveys surveys;
    private final Ledger ledger;
    private final QuestionGrids grids;
    private final Clock clock;

    /** @param ledger knows which numbers are children's */
    Counting(Surveys surveys, Ledger ledger, QuestionGrids grids, Clock clock) {
        this.surveys = surveys;
        this.ledger = ledger;
        this.grids = grids;
        this.clock = clock;
    }

    /** @param child whether it says something of a child under fourteen, where a grid asks */
    private record Seen(Version version, boolean child) {}

    /** A grid at the state of the records that it is counted at. */
    record Dated(Grid grid, Instant state) {}

    /** @param units counted, each within what it may be */
    record Sums(long[] counts, Optional<long[]> units) {}

    /** Finds a version's cell in each of several grids; -1 where it belongs to none. */
    private static final class Cells {
        private final List<Dated> dated;
        private final List<ItemName> items;
        private final List<int[]> columns;

        /** @param further items to be read beside those of the axes */
        Cells(List<Dated> dated, Collection<ItemName> further) {
            this.dated = dated;
            Set<ItemName> all = new LinkedHashSet<>(further);
            dated.forEach(one -> one.grid().axes().forEach(axis -> all.add(axis.item())));
            items = List.copyOf(all);
            columns = dated.stream().map(one -> one.grid().axes().stream().mapToInt(axis -> items.indexOf(axis.item())).toArray()).toList();
        }

        int of(int grid, Seen seen) {
            Dated one = dated.get(grid);
            Version version = seen.version();
            boolean outside = !version.within()[grid] || !version.currentAt(one.state()) || one.grid().withoutChildren() && seen.child();
            return outside ? SmallCells.outside() : one.grid().cell(version.values(), columns.get(grid));
        }

        Survey survey(Dataset dataset, QuestionGrids grids, Surveys.Order order) {
            Instant from = dated.stream().map(Dated::state).min(Instant::compareTo).orElseThrow();
            Instant to = dated.stream().map(Dated::state).max(Instant::compareTo).orElseThrow();
            return new Survey(dataset.code(), dataset.element(), items, dated.stream().map(one -> grids.records(one.grid(), dataset)).toList(), from, to, order);
        }
    }

    private void run(Cells cells, Dataset dataset, Surveys.Order order, Consumer<Seen> seen) {
        Survey survey = cells.survey(dataset, grids, order);
        if (cells.dated.stream().noneMatch(one -> one.grid().withoutChildren())) {
            surveys.run(survey, version -> seen.accept(new Seen(version, false)));
            return;
        }
        ChildRows children = new ChildRows(ledger, grids.definitions(dataset, survey.items()), LocalDate.ofInstant(clock.instant(), FilterValues.ZONE));
        List<Version> waiting = new ArrayList<>();
        surveys.run(survey, version -> {
            waiting.add(version);
            if (waiting.size() == PORTION) {
                pass(waiting, children, seen);
            }
        });
        pass(waiting, children, seen);
    }

    private static void pass(List<Version> waiting, ChildRows children, Consumer<Seen> seen) {
        Set<EntryId> named = children.among(waiting.stream().map(version -> new LedgerRow(version.id(), version.subject(), Level.L4, version.values())).toList());
        waiting.forEach(version -> seen.accept(new Seen(version, named.contains(version.id()))));
        waiting.clear();
    }

    private List<ItemName> marks(Dataset dataset, List<Dated> dated) {
        return dated.stream().anyMatch(one -> one.grid().withoutChildren()) ? grids.marks(dataset).stream().map(ItemDefinition::name).toList() : List.of();
    }

    /** Exact counts where they may be given, null elsewhere; held against the exact answers so far. */
    Long[] guarded(Dataset dataset, Dated asked, List<Answers.Kept> earlier, int minimum) {
        List<Dated> dated = new ArrayList<>(List.of(asked));
        earlier.forEach(kept -> dated.add(new Dated(kept.grid(), kept.state())));
        Cells cells = new Cells(dated, marks(dataset, dated));
        SmallCells guard = new SmallCells(minimum, asked.grid().cells());
        Record record = new Record(cells, earlier, guard);
        run(cells, dataset, Surveys.Order.BY_RECORD, record::add);
        record.end();
        return guard.given();
    }

    /** Gathers the versions of one record: what it was in each answer. */
    private static final class Record {
        private final Cells cells;
        private final List<Answers.Kept> earlier;
        private final SmallCells guard;
        private Optional<Version> last = Optional.empty();
        private int[] given;
        private int cell;
        private boolean counted;

        Record(Cells cells, List<Answers.Kept> earlier, SmallCells guard) {
            this.cells = cells;
            this.earlier = earlier;
            this.guard = guard;
            begin();
        }

        private void begin() {
            given = new int[earlier.size()];
            Arrays.fill(given, SmallCells.outside());
            cell = SmallCells.outside();
            counted = false;
        }

        void add(Seen seen) {
            Version version = seen.version();
            if (last.filter(before -> !before.id().equals(version.id())).isPresent()) {
                end();
                begin();
            }
            last = Optional.of(version);
            int asked = cells.of(0, seen);
            cell = asked == SmallCells.outside() ? cell : asked;
            counted |= version.currentAt(cells.dated.getFirst().state());
            for (int answer = 0; answer < given.length; answer++) {
                int was = cells.of(answer + 1, seen);
                given[answer] = was == SmallCells.outside() || earlier.get(answer).counts()[was] == null ? given[answer] : was;
                counted |= version.currentAt(earlier.get(answer).state());
            }
        }

        void end() {
            last.filter(version -> counted).ifPresent(version -> guard.add(given, cell, version.subject()));
        }
    }

    /** Plain counts, but no more than so many records of one person; for noise only. */
    Sums bounded(Dataset dataset, Dated asked, Optional<Offer.Summed> summed, int records) {
        Set<ItemName> further = new LinkedHashSet<>(marks(dataset, List.of(asked)));
        summed.ifPresent(sum -> further.add(sum.item()));
        Cells cells = new Cells(List.of(asked), further);
        long[] counts = new long[asked.grid().cells()];
        Optional<long[]> units = summed.map(sum -> new long[counts.length]);
        Person person = new Person();
        run(cells, dataset, Surveys.Order.BY_PERSON, seen -> {
            int cell = cells.of(0, seen);
            if (cell != SmallCells.outside() && person.more(seen.version().subject()) <= records) {
                counts[cell]++;
                summed.ifPresent(sum -> units.orElseThrow()[cell] += units(seen.version().values()[cells.items.indexOf(sum.item())], sum));
            }
        });
        return new Sums(counts, units);
    }

    /** How many records of the person at hand were there. */
    private static final class Person {
        private Optional<SubjectId> at = Optional.empty();
        private int records;

        int more(SubjectId subject) {
            records = at.filter(subject::equals).isPresent() ? records + 1 : 1;
            at = Optional.of(subject);
            return records;
        }
    }

    /** Within the range, in whole steps; an absent value adds nothing. */
    private static long units(Object value, Offer.Summed sum) {
        if (value == null) {
            return 0;
        }
        BigDecimal number = new BigDecimal(value.toString()).max(sum.from()).min(sum.to());
        return number.divide(sum.step(), 0, RoundingMode.HALF_EVEN).longValueExact();
    }

    /** How far one record can move a sum, in steps. */
    static BigInteger reach(Offer.Summed sum) {
        return sum.from().abs().max(sum.to().abs()).divide(sum.step(), 0, RoundingMode.HALF_EVEN).toBigInteger().max(BigInteger.ONE);
    }
}
