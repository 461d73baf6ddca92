package datong.intake;

import datong.source.RawRecord;
import java.util.List;
import java.util.Map;

/** What stewards mended by hand. A record that arrives again word for word finds its mend; one that its source has changed finds none. */
public interface Mends {
    Mends NONE = new Mends() {
        @Override
        public Map<Integer, Mended> of(String source, List<RawRecord> records) {
            return Map.of();
        }

        @Override
        public void keep(Mend mend) {
            throw new UnsupportedOperationException("this hub mends nothing");
        }
    };

    /** By place in the list; most are not there. */
    Map<Integer, Mended> of(String source, List<RawRecord> records);

    /** Keeps the value sealed; it replaces an earlier mend of the same column, which is kept too. */
    void keep(Mend mend);

    /** @param quarantine id of the record */
    record Mend(String quarantine, String source, String column, String value, String reason, String actor) {}
}
