package datong.intake;

import datong.source.RawRecord;
import java.util.List;
import java.util.Optional;

/** How far a pull has come: the last row's watermark and key, carried in a cell behind the last column, which no mapping sees. */
public final class Watermark {

    private Watermark() {}

    static Optional<String> of(List<RawRecord> records) {
        RawRecord last = records.getLast();
        int hidden = last.columns().names().size();
        return last.cells().length > hidden && last.defect().isEmpty() ? Optional.ofNullable(last.cells()[hidden]) : Optional.empty();
    }
}
