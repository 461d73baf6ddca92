package datong.web.console;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Columns of boxes joined by curves: what flows from left to right. Units are CSS pixels; the page scrolls where it does not fit.
 *
 * @param chosen whether one item was asked for: what is not on its way fades
 */
public record Drawing(int width, int height, List<Box> boxes, List<Curve> curves, boolean chosen) {
    private static final int BOX = 220;
    private static final int GAP = 110;
    private static final int LINE = 28;
    private static final int TALL = 22;

    /** @param label as much of it as fits; @param full all of it; @param on on the way of the chosen item */
    public record Box(int x, int y, int width, int height, String label, String full, boolean on) {}

    /** @param path of an SVG path */
    public record Curve(String path, boolean on) {}

    /** A box by its name within its column, and where its curves go. */
    record Joint(String left, String right) {}

    static Builder builder() {
        return new Builder();
    }

    /** Collects names and joints; places them in the order in which they came. */
    static final class Builder {
        private final List<Map<String, String>> columns = new ArrayList<>();
        private final List<Set<Joint>> joints = new ArrayList<>();
        private final Set<String> on = new LinkedHashSet<>();

        /** @param column from 0, left to right */
        Builder box(int column, String name, String label) {
            while (columns.size() <= column) {
                columns.add(new LinkedHashMap<>());
                joints.add(new LinkedHashSet<>());
            }
            columns.get(column).putIfAbsent(name, label);
            return this;
        }

        /** Joins a box with one of the next column; both must be there. */
        Builder join(int column, String left, String right) {
            joints.get(column).add(new Joint(left, right));
            return this;
        }

        /** The way through this box is drawn strong. */
        Builder choose(int column, String name) {
            on.add(column + name);
            spread(column, name, 1);
            spread(column, name, -1);
            return this;
        }

        private void spread(int column, String name, int step) {
            int next = column + step;
            if (next < 0 || next >= columns.size()) {
                return;
            }
            Set<Joint> between = joints.get(Math.min(column, next));
            between.stream().filter(joint -> (step > 0 ? joint.left() : joint.right()).equals(name)).map(joint -> step > 0 ? joint.right() : joint.left())
                    .forEach(found -> {
                        on.add(next + found);
                        spread(next, found, step);
                    });
        }

        Drawing draw() {
            int tallest = columns.stream().mapToInt(Map::size).max().orElse(0);
            List<Box> boxes = new ArrayList<>();
            List<Curve> curves = new ArrayList<>();
            for (int column = 0; column < columns.size(); column++) {
                for (String name : columns.get(column).keySet()) {
                    boxes.add(box(column, name));
                }
                for (Joint joint : joints.get(column)) {
                    curves.add(curve(column, joint));
                }
            }
            return new Drawing(columns.size() * (BOX + GAP) - GAP, tallest * LINE, boxes, curves, !on.isEmpty());
        }

        private Box box(int column, String name) {
            String full = columns.get(column).get(name);
            return new Box(column * (BOX + GAP), top(column, name), BOX, TALL, fitting(full), full, on.contains(column + name));
        }

        private Curve curve(int column, Joint joint) {
            int from = column * (BOX + GAP) + BOX;
            int to = from + GAP;
            int start = top(column, joint.left()) + TALL / 2;
            int end = top(column + 1, joint.right()) + TALL / 2;
            int middle = (from + to) / 2;
            return new Curve("M%d %dC%d %d %d %d %d %d".formatted(from, start, middle, start, middle, end, to, end),
                    on.contains(column + joint.left()) && on.contains(column + 1 + joint.right()));
        }

        private int top(int column, String name) {
            return List.copyOf(columns.get(column).keySet()).indexOf(name) * LINE + 3;
        }

        /** Chinese characters are about twice as wide as Latin ones. */
        private static String fitting(String label) {
            int room = 30;
            int end = 0;
            while (end < label.length() && room > 0) {
                room -= label.charAt(end) > 0x2e80 ? 2 : 1;
                end++;
            }
            return end == label.length() ? label : label.substring(0, end - 1) + "…";
        }
    }
}
