package datong.source;

import java.util.Optional;

/**
 * One record as it arrived.
 *
 * @param cells texts in the order of the columns; an empty cell is the empty string, a cell that the source did not send is null
 * @param row line or physical row of the delivery, from 1, at which the record begins; 0 where a source has none
 * @param defect why the record could not be read whole; its cells then hold what there was
 * @param deleted whether the source says by its protocol that the record exists no more; its cells are the last it held
 */
public record RawRecord(Columns columns, String[] cells, long row, Optional<Defect> defect, boolean deleted) {
    public RawRecord(Columns columns, String[] cells, long row, Optional<Defect> defect) {
        this(columns, cells, row, defect, false);
    }

    public RawRecord(Columns columns, String[] cells, long row) {
        this(columns, cells, row, Optional.empty());
    }

    /** The cell's text; null where the source sent none or has no such column. */
    public String cell(String column) {
        int index = columns.indexOf(column);
        return index < 0 || index >= cells.length ? null : cells[index];
    }
}
