package datong.publication;

import datong.anonymity.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Persons with what may be known of them, each once however many records they have. */
final class Persons {
    private final Set<List<String>> seen = new HashSet<>();
    private final Table table;

    Persons(List<String> quasiIdentifiers, String person) {
        List<String> columns = new ArrayList<>(quasiIdentifiers);
        columns.add(person);
        this.table = new Table(columns);
    }

    /** @param cells the quasi-identifiers in their order, then the person */
    void add(List<String> cells) {
        if (seen.add(cells)) {
            table.add(cells);
        }
    }

    Table table() {
        return table;
    }
}
