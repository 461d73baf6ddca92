package datong.source;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The physical rows of one table, header and titles included, in order. */
public interface RowSource extends Closeable {
    /** Moves to the next row; false at the end. Blank rows may be left out. */
    boolean advance() throws UnreadableSource, IOException;

    /** The row's cells, to be kept by the caller. */
    String[] cells();

    /** From 1. */
    long row();

    Optional<Defect> defect();

    /** What a cell is that a short row does not reach: null if the source did not send it, else the empty string. */
    String absent();

    /** Merged ranges of this table, in any order; empty where the format has none. */
    List<MergedRange> merged() throws UnreadableSource, IOException;

    long bytesRead();

    /** Rows from 1, columns from 0, all inclusive. */
    record MergedRange(long firstRow, long lastRow, int firstColumn, int lastColumn) {}
}
