package datong.statistics;

import datong.ledger.Selection;
import datong.query.QueryRequest.Filter;
import datong.schema.ItemName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A question in its one form, so that two ways to ask the same are the same: which records, cut into which cells.
 *
 * @param scope of the permission
 * @param filters sorted, their values as the hub writes them
 * @param withoutChildren whether records of children under fourteen stay out, because something personal is asked about
 */
public record Grid(List<Axis> axes, Selection.Scope scope, List<Filter> filters, boolean withoutChildren) {

    int cells() {
        return axes.stream().mapToInt(Axis::size).reduce(1, Math::multiplyExact);
    }

    Set<ItemName> items() {
        Set<ItemName> items = new LinkedHashSet<>();
        axes.forEach(axis -> items.add(axis.item()));
        filters.forEach(filter -> items.add(filter.item()));
        return items;
    }

    List<String> labels(int cell) {
        List<String> labels = new ArrayList<>();
        int rest = cell;
        for (Axis axis : axes.reversed()) {
            labels.addFirst(axis.label(rest % axis.size()));
            rest /= axis.size();
        }
        return labels;
    }

    /** @param columns where in the values each axis finds its own */
    int cell(Object[] values, int[] columns) {
        int cell = 0;
        for (int axis = 0; axis < columns.length; axis++) {
            cell = cell * axes.get(axis).size() + axes.get(axis).place(values[columns[axis]]);
        }
        return cell;
    }

    /** All that tells it from other questions, in words. */
    public String words() {
        StringBuilder words = new StringBuilder();
        axes.forEach(axis -> words.append("by ").append(axis.item()).append(' ').append(axis.kind()).append(' ').append(quoted(axis.labels())).append('\n'));
        filters.forEach(filter -> words.append("where ").append(filter.item()).append(' ').append(filter.operator()).append(' ').append(quoted(filter.values())).append('\n'));
        words.append("in ").append(scope.everywhere()).append(quoted(scope.divisions())).append(quoted(scope.grids())).append(quoted(scope.sources()))
                .append(quoted(scope.notAccused().stream().toList())).append(quoted(scope.leadOrganisations())).append(quoted(scope.notDivisions()));
        return words.append(withoutChildren ? " without children" : "").toString();
    }

    private static String quoted(List<String> values) {
        return values.stream().map(value -> '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"').toList().toString();
    }
}
