package datong.source.csv;

import de.siegmar.fastcsv.reader.CsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.RecordType;
import java.util.Arrays;

/** Collects a row's cells with one copy a cell and no bookkeeping beyond the line. */
final class CellHandler extends CsvCallbackHandler<String[]> {
    static final int MOST_CELLS = 16_384;

    private String[] cells = new String[32];
    private int count;
    private long line;
    private boolean empty;
    private boolean quoted;
    private boolean lastQuoted;
    private long builtLine;

    /** Line at which the row built last begins, from 1. */
    long line() {
        return builtLine;
    }

    /** Whether the last cell of the row built last stood in quotes. */
    boolean lastQuoted() {
        return lastQuoted;
    }

    @Override
    protected RecordType getRecordType() {
        return empty ? RecordType.EMPTY : RecordType.DATA;
    }

    @Override
    protected int getFieldCount() {
        return count;
    }

    @Override
    protected void beginRecord(long startingLine) {
        line = startingLine;
        count = 0;
        empty = false;
    }

    @Override
    protected void addField(char[] buffer, int offset, int length, boolean inQuotes) {
        if (count == cells.length) {
            grow();
        }
        cells[count++] = length == 0 ? "" : new String(buffer, offset, length);
        quoted = inQuotes;
    }

    private void grow() {
        if (count >= MOST_CELLS) {
            throw new CsvParseException("more than " + MOST_CELLS + " cells");
        }
        cells = Arrays.copyOf(cells, count * 2);
    }

    @Override
    protected void setComment(char[] buffer, int offset, int length) {
        addField(buffer, offset, length, false);
    }

    @Override
    protected void setEmpty() {
        empty = true;
    }

    @Override
    protected String[] buildRecord() {
        builtLine = line;
        lastQuoted = quoted;
        return Arrays.copyOf(cells, count);
    }
}
