package datong.mapping.cel;

import datong.source.RawRecord;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A row as CEL sees it; looked into, never copied. A column that is not there reads as the empty text. */
final class RowMap extends AbstractMap<String, String> {
    private final RawRecord row;

    RowMap(RawRecord row) {
        this.row = row;
    }

    @Override
    public String get(Object column) {
        return column instanceof String name ? DirectExpression.cell(row, name) : "";
    }

    @Override
    public boolean containsKey(Object column) {
        return column instanceof String;
    }

    @Override
    public Set<Entry<String, String>> entrySet() {
        List<String> names = row.columns().names();
        return new AbstractSet<>() {
            @Override
            public Iterator<Entry<String, String>> iterator() {
                return names.stream().map(name -> Map.entry(name, get(name))).iterator();
            }

            @Override
            public int size() {
                return names.size();
            }
        };
    }
}
