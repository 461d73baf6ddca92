package datong.anonymity;

import datong.anonymity.Spread.Reference;
import java.util.List;
import java.util.function.Predicate;

/** Which classes of a table break a model. They would be left out; so distances are measured from what stays, until nothing more breaks. */
final class Failing {
    private final Table table;
    private final Classes classes;
    private final boolean[] failing;
    private long rows;

    Failing(Table table, Classes classes, int k) {
        this.table = table;
        this.classes = classes;
        this.failing = new boolean[classes.count()];
        for (int each = 0; each < failing.length; each++) {
            if (classes.size(each) < k) {
                fail(each);
            }
        }
    }

    private void fail(int number) {
        failing[number] = true;
        rows += classes.size(number);
    }

    /** Judges by those criteria that look at one class only, whatever is left out. */
    void judge(List<Criterion> criteria, Predicate<Criterion> which) {
        criteria.stream().filter(which).filter(criterion -> !(criterion instanceof Criterion.Close)).forEach(criterion -> pass(criterion, new Reference(new int[0], 1, new int[0])));
    }

    /** @param most stops early once more rows than this are broken */
    void judgeDistances(List<Criterion> criteria, long most) {
        List<Criterion> distances = criteria.stream().filter(Criterion.Close.class::isInstance).toList();
        boolean again = !distances.isEmpty();
        while (again && rows <= most) {
            long before = rows;
            distances.forEach(criterion -> pass(criterion, whole(table.column(criterion.attribute()))));
            again = rows > before;
        }
    }

    private Reference whole(Column column) {
        Spread spread = new Spread(column);
        for (int each = 0; each < failing.length; each++) {
            if (!failing[each]) {
                classes.into(spread, column, each);
            }
        }
        return spread.reference();
    }

    private void pass(Criterion criterion, Reference reference) {
        Column column = table.column(criterion.attribute());
        Spread spread = new Spread(column);
        for (int each = 0; each < failing.length; each++) {
            if (!failing[each]) {
                classes.into(spread, column, each);
                if (!spread.keeps(criterion, reference)) {
                    fail(each);
                }
                spread.clear();
            }
        }
    }

    boolean failing(int number) {
        return failing[number];
    }

    /** Rows in classes that break the model. */
    long rows() {
        return rows;
    }
}
