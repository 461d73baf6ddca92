package datong.mapping;

import datong.schema.ItemName;
import datong.source.RawRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One row on its way through one output: its cells by slot, and what was found about them so far. For one thread. */
public final class Reading {
    private final RawRecord raw;
    private final String[] cells;
    private final int[] indexes;
    private final ColumnSlots slots;
    private List<Problem> problems = List.of();
    private List<Flag> flags = List.of();
    private ItemRule rule;
    private int slot = -1;

    Reading(RawRecord raw, int[] indexes, ColumnSlots slots) {
        this.raw = raw;
        this.cells = raw.cells();
        this.indexes = indexes;
        this.slots = slots;
    }

    void begin(ItemRule next) {
        rule = next;
        slot = -1;
    }

    public RawRecord raw() {
        return raw;
    }

    /** Text of the slot's cell without surrounding blanks; null where there is none or it is empty. */
    public String cell(int slot) {
        int index = indexes[slot];
        if (index < 0 || index >= cells.length || cells[index] == null) {
            return null;
        }
        String text = Texts.strip(cells[index]);
        return text.isEmpty() ? null : text;
    }

    /** The same, and problems found from here on name this column. */
    String take(int slot) {
        String text = cell(slot);
        if (text != null) {
            this.slot = slot;
        }
        return text;
    }

    /** The value cannot be used: a problem or a flag, as the item's rule says. Gives null, the value that is left. */
    public Object refuse(String name, String message) {
        if (rule.onError() == OnError.FLAG) {
            return doubt(name);
        }
        return reject(name, message);
    }

    /** A problem, whatever the item's rule says. */
    Object reject(String name, String message) {
        return add(new Problem(name, Optional.of(rule.name().value()), column(), message));
    }

    Object add(Problem problem) {
        if (problems.isEmpty()) {
            problems = new ArrayList<>(2);
        }
        problems.add(problem);
        return null;
    }

    /** The value is not usable or not certain, but the record may be stored. */
    public Object doubt(String name) {
        return add(new Flag(name, Optional.of(rule.name())));
    }

    Object doubt(String name, ItemName item) {
        return add(new Flag(name, Optional.of(item)));
    }

    void flag(String name) {
        add(new Flag(name, Optional.empty()));
    }

    private Object add(Flag flag) {
        if (flags.isEmpty()) {
            flags = new ArrayList<>(2);
        }
        if (!flags.contains(flag)) {
            flags.add(flag);
        }
        return null;
    }

    private Optional<String> column() {
        return slot < 0 ? Optional.empty() : Optional.of(slots.name(slot));
    }

    List<Problem> problems() {
        return problems;
    }

    List<Flag> flags() {
        return flags;
    }
}
