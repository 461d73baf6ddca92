package datong.schema;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** All code tables in force; {@code datong.schema.yaml.CodeTableFiles} loads the standard ones. Immutable. */
public final class CodeTables {
    private final Map<String, CodeTable> tables;

    public CodeTables(Collection<CodeTable> tables) {
        this.tables = tables.stream().collect(Collectors.toUnmodifiableMap(CodeTable::name, table -> table));
    }

    public Optional<CodeTable> find(String table) {
        return Optional.ofNullable(tables.get(table));
    }

    /** Ordered by name. */
    public List<CodeTable> all() {
        return List.copyOf(new TreeMap<>(tables).values());
    }

    /** False for an unknown table too. */
    public boolean contains(String table, String code) {
        CodeTable known = tables.get(table);
        return known != null && known.contains(code);
    }

    /** The label, or the code itself where it or its table is unknown: a console shows something in any case. */
    public String label(String table, String code, Locale locale) {
        return find(table).flatMap(known -> known.label(code, locale)).orElse(code);
    }

    /** These tables and more; a table of the same name takes the place of the standard one. */
    public CodeTables with(Collection<CodeTable> additions) {
        Map<String, CodeTable> all = new TreeMap<>(tables);
        additions.forEach(table -> all.put(table.name(), table));
        return new CodeTables(all.values());
    }
}
