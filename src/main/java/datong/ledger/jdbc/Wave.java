package datong.ledger.jdbc;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.BitSet;
import org.postgresql.copy.CopyIn;

/** Rows of one table with distinct keys, laid out for COPY, each with the ordinal of its source record in the batch. Not thread-safe. */
final class Wave {
    private final BinaryCopy copy;
    private int[] starts = new int[1024];
    private int[] ordinals = new int[1024];
    private int rows;

    Wave(byte[] buffer) {
        copy = new BinaryCopy(buffer);
    }

    /** Begins a row, to be written into what this gives. */
    BinaryCopy begin(int ordinal) {
        if (rows == starts.length) {
            starts = Arrays.copyOf(starts, rows * 2);
            ordinals = Arrays.copyOf(ordinals, rows * 2);
        }
        starts[rows] = copy.size();
        ordinals[rows++] = ordinal;
        return copy;
    }

    /** Takes the last row back, finished or not. */
    void drop() {
        copy.truncate(starts[--rows]);
    }

    int rows() {
        return rows;
    }

    void addOrdinals(BitSet all) {
        for (int row = 0; row < rows; row++) {
            all.set(ordinals[row]);
        }
    }

    void writeTo(CopyIn target) throws SQLException {
        copy.writeTo(target);
    }

    /** The same rows with the ordinal as one more column behind the others. */
    void writeWithOrdinals(CopyIn target, BinaryCopy room) throws SQLException {
        for (int row = 0; row < rows; row++) {
            int end = row + 1 < rows ? starts[row + 1] : copy.size();
            room.longerRow(copy, starts[row], end);
            room.int4(ordinals[row]);
        }
        room.writeTo(target);
    }

    void release(Buffers buffers) {
        copy.release(buffers);
    }
}
