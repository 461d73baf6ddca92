package datong.schema.yaml;

import datong.schema.CodeTables;
import datong.schema.ElementSchema;
import datong.schema.Element;
import datong.schema.ExtensionItem;
import datong.schema.ItemDefinition;
import datong.schema.LedgerSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The schema in force: the standard one with the items of a watched folder. A changed file goes live, a broken one is refused and its
 * last good version stays, a deleted one ends. Readers never wait and always see one whole schema; it is a new object only if an item
 * changed.
 */
public final class ExtensionFolder {
    private final Path folder;
    private final Extensions standard;
    private volatile State state;

    /** @param good the version of each file that is in force */
    private record State(Map<Path, String> seen, Map<Path, String> good, Extensions inForce) {}

    public ExtensionFolder(Path folder, LedgerSchema standard, CodeTables codeTables) {
        this.folder = folder;
        this.standard = new Extensions(standard, codeTables, List.of());
        this.state = new State(Map.of(), Map.of(), this.standard);
        refresh();
    }

    /** Reads what changed. Never throws for what a steward wrote. */
    public synchronized void refresh() {
        State before = state;
        try {
            Map<Path, String> present = ExtensionFiles.texts(folder);
            if (!present.equals(before.seen())) {
                state = reload(before, present);
            }
        } catch (IOException | UncheckedIOException unreadable) {
            Extensions stays = before.inForce();
            state = new State(Map.of(), before.good(), new Extensions(stays.schema(), stays.codeTables(),
                    List.of(new SchemaError(ExtensionFiles.display(folder), 1, "the folder cannot be read; the last good items stay in force"))));
        }
    }

    private State reload(State before, Map<Path, String> present) {
        Map<Path, String> good = new TreeMap<>();
        List<SchemaError> errors = new ArrayList<>();
        Extensions built = standard;
        for (Map.Entry<Path, String> file : present.entrySet()) {
            Optional<Extensions> added = add(file.getKey(), file.getValue(), built, before.inForce(), errors);
            String text = file.getValue();
            if (added.isEmpty() && before.good().containsKey(file.getKey())) {
                text = before.good().get(file.getKey());
                added = add(file.getKey(), text, built, before.inForce(), new ArrayList<>());
            }
            if (added.isPresent()) {
                built = added.get();
                good.put(file.getKey(), text);
            }
        }
        boolean changed = !good.equals(before.good());
        return new State(present, good, new Extensions(changed ? built.schema() : before.inForce().schema(),
                before.inForce().codeTables().with(built.codeTables().all()), List.copyOf(errors)));
    }

    private static Optional<Extensions> add(Path file, String text, Extensions built, Extensions inForce, List<SchemaError> errors) {
        List<SchemaError> found = new ArrayList<>();
        Extensions added = ExtensionFiles.read(file, text, built, found);
        if (found.isEmpty()) {
            restored(file, text, added, inForce).ifPresent(found::add);
        }
        errors.addAll(found);
        return found.isEmpty() ? Optional.of(added) : Optional.empty();
    }

    /** What is stored already was stored by the item's type and protection: an item that changes them must be another item. */
    private static Optional<SchemaError> restored(Path file, String text, Extensions added, Extensions inForce) {
        for (Element element : Element.values()) {
            ElementSchema before = inForce.schema().element(element);
            for (ExtensionItem extension : added.schema().element(element).extensions()) {
                ItemDefinition item = extension.definition();
                if (before.item(item.name()).filter(known -> storedOtherwise(known, item)).isPresent()) {
                    return Optional.of(new SchemaError(ExtensionFiles.display(file), line(text, item.name().value()), "'" + item.name() + "' is in force with"
                            + " another type, 'lookup' or side of level L3, and records are stored by it; add an item of a new name instead"));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean storedOtherwise(ItemDefinition one, ItemDefinition other) {
        return one.type() != other.type() || one.encryptedAtRest() != other.encryptedAtRest() || one.lookup() != other.lookup();
    }

    private static int line(String text, String item) {
        List<String> lines = text.lines().toList();
        for (int line = 0; line < lines.size(); line++) {
            if (lines.get(line).strip().startsWith(item + ":")) {
                return line + 1;
            }
        }
        return 1;
    }

    public LedgerSchema schema() {
        return state.inForce().schema();
    }

    /** Those of items that were in force since the start, too: a last good mapping may still use them. */
    public CodeTables codeTables() {
        return state.inForce().codeTables();
    }

    /** What is wrong with the files of the folder now, by file and line. */
    public List<SchemaError> problems() {
        return state.inForce().errors();
    }

    /** Something made of what is in force, made anew only when that changed. */
    public <T> Supplier<T> derived(Function<Extensions, T> making) {
        return new Derived<>(making);
    }

    private final class Derived<T> implements Supplier<T> {
        private final Function<Extensions, T> making;
        private volatile Made<T> made;

        private record Made<T>(Extensions of, T thing) {}

        Derived(Function<Extensions, T> making) {
            this.making = making;
        }

        @Override
        public T get() {
            Extensions now = state.inForce();
            Made<T> last = made;
            return last != null && last.of() == now ? last.thing() : renew(now);
        }

        private synchronized T renew(Extensions now) {
            if (made == null || made.of() != now) {
                made = new Made<>(now, making.apply(now));
            }
            return made.thing();
        }
    }
}
