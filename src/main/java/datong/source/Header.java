package datong.source;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the header among the first rows of a table (N-04): the first row of which at least 60 % of the filled cells are known labels;
 * two rows are joined as {@code parent/child} where that knows more.
 *
 * @param names of the columns, a second one of the same name as {@code name#2}
 * @param start index of its first row among those looked at
 * @param rows how many rows it takes
 */
public record Header(List<String> names, int start, int rows) {
    /** So many rows are looked at. */
    public static final int DEPTH = 20;

    private static final double KNOWN = 0.6;

    public static Optional<Header> find(List<String[]> rows, Format format) {
        for (int start = 0; start < rows.size(); start++) {
            if (isBlank(rows.get(start))) {
                continue;
            }
            Optional<Header> header = at(start, rows, format);
            if (header.isPresent()) {
                return header;
            }
        }
        return Optional.empty();
    }

    private static Optional<Header> at(int start, List<String[]> rows, Format format) {
        if (format.labels().isEmpty() && isTitle(start, rows)) {
            return Optional.empty();
        }
        if (format.headerRows() > 0 || format.labels().isEmpty()) {
            Header fixed = of(start, Math.max(1, format.headerRows()), rows);
            return format.labels().isEmpty() || fixed.fits(format.labels()) ? Optional.of(fixed) : Optional.empty();
        }
        Header one = of(start, 1, rows);
        Header two = of(start, 2, rows);
        if (start + 1 < rows.size() && two.known(format.labels()) > one.known(format.labels()) && two.fits(format.labels())) {
            return Optional.of(two);
        }
        return one.fits(format.labels()) ? Optional.of(one) : Optional.empty();
    }

    /** Without labels to go by: one filled cell above a wider row is a title. */
    private static boolean isTitle(int start, List<String[]> rows) {
        return filled(rows.get(start)) == 1 && rows.stream().skip(start + 1).filter(row -> !isBlank(row)).findFirst().map(Header::filled).orElse(0L) > 1;
    }

    private static long filled(String[] cells) {
        return Arrays.stream(cells).filter(cell -> !blank(cell)).count();
    }

    private static Header of(int start, int count, List<String[]> rows) {
        String[] names = clean(rows.get(start));
        for (int index = start + 1; index < start + count && index < rows.size(); index++) {
            names = join(names, clean(rows.get(index)));
        }
        return new Header(distinct(names), start, count);
    }

    private boolean fits(Set<String> labels) {
        long filled = names.stream().filter(name -> !name.startsWith("column ")).count();
        long known = known(labels);
        return known >= Math.min(2, labels.size()) && known >= KNOWN * filled;
    }

    private long known(Set<String> labels) {
        return names.stream().filter(labels::contains).count();
    }

    private static String[] join(String[] parents, String[] children) {
        String[] names = new String[Math.max(parents.length, children.length)];
        String group = "";
        for (int index = 0; index < names.length; index++) {
            String parent = index < parents.length ? parents[index] : "";
            String child = index < children.length ? children[index] : "";
            group = child.isEmpty() ? "" : parent.isEmpty() ? group : parent;
            names[index] = child.isEmpty() ? parent : group.isEmpty() || group.equals(child) ? child : group + "/" + child;
        }
        return names;
    }

    private static String[] clean(String[] cells) {
        int width = cells.length;
        while (width > 0 && blank(cells[width - 1])) {
            width--;
        }
        String[] names = new String[width];
        for (int index = 0; index < width; index++) {
            names[index] = blank(cells[index]) ? "" : cells[index].replaceAll("[\\r\\n\\uFEFF]", "").strip();
        }
        return names;
    }

    private static List<String> distinct(String[] names) {
        Map<String, Integer> seen = new HashMap<>();
        List<String> distinct = new ArrayList<>(names.length);
        for (int index = 0; index < names.length; index++) {
            String name = names[index].isEmpty() ? "column " + (index + 1) : names[index];
            int count = seen.merge(name, 1, Integer::sum);
            distinct.add(count == 1 ? name : name + "#" + count);
        }
        return distinct;
    }

    static boolean isBlank(String[] cells) {
        return Arrays.stream(cells).allMatch(Header::blank);
    }

    private static boolean blank(String cell) {
        return cell == null || cell.isBlank();
    }
}
