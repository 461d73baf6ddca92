package datong.source;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Records of a table: finds the header, leaves out titles, totals and blank rows, fills merged cells, and marks rows that do not fit. */
public final class TableReader implements RecordReader {
    private final RowSource rows;
    private final Columns columns;
    private final int width;
    private final List<FilledDown> filled;
    private final String[] totals;
    private final Deque<SeenRow> seen;
    private final Optional<UnreadableSource> brokenAfterSeen;
    private Optional<UnreadableSource> failure = Optional.empty();

    private TableReader(RowSource rows, Header header, Deque<SeenRow> seen, Optional<UnreadableSource> broken, Format format) throws UnreadableSource, IOException {
        this.rows = rows;
        this.columns = new Columns(header.names());
        this.width = header.names().size();
        this.totals = format.skipRowsWith().toArray(String[]::new);
        this.seen = seen;
        this.brokenAfterSeen = broken;
        this.filled = new ArrayList<>();
        for (String column : format.fillDown()) {
            if (columns.indexOf(column) >= 0) {
                filled.add(new FilledDown(columns.indexOf(column), rows.merged()));
            }
        }
    }

    /** @throws UnreadableSource {@code NO_HEADER} if no row within the first 20 is one, {@code EMPTY_DELIVERY} if there is no row at all */
    public static TableReader open(RowSource rows, Format format) throws UnreadableSource, IOException {
        Deque<SeenRow> seen = new ArrayDeque<>();
        Optional<UnreadableSource> broken = look(rows, seen);
        if (seen.isEmpty() && broken.isPresent()) {
            throw broken.get();
        }
        List<String[]> top = seen.stream().map(SeenRow::cells).toList();
        if (top.stream().allMatch(Header::isBlank)) {
            throw new UnreadableSource("EMPTY_DELIVERY", 0, "there is no row in it; a header row and records were expected: ask the source to export again");
        }
        Header header = Header.find(top, format).orElseThrow(() -> new UnreadableSource("NO_HEADER", 0,
                "in none of the first " + Header.DEPTH + " rows are two cells and 60 % of the filled ones labels that the mapping knows (it knows "
                        + format.labels().size() + "); check that the file belongs to this source, or list its columns in the mapping"));
        for (int index = 0; index < header.start() + header.rows() && !seen.isEmpty(); index++) {
            seen.removeFirst();
        }
        return new TableReader(rows, header, seen, broken, format);
    }

    /** Rows before a broken one are still records. */
    private static Optional<UnreadableSource> look(RowSource rows, Deque<SeenRow> seen) throws IOException {
        try {
            while (seen.size() < Header.DEPTH + 1 && rows.advance()) {
                seen.add(new SeenRow(rows.cells(), rows.row(), rows.defect()));
            }
            return Optional.empty();
        } catch (UnreadableSource unreadable) {
            return Optional.of(unreadable);
        }
    }

    @Override
    public List<RawRecord> next(int most) throws UnreadableSource, IOException {
        if (failure.isPresent()) {
            throw failure.get();
        }
        List<RawRecord> records = new ArrayList<>(Math.min(most, 4096));
        try {
            fillBatch(records, most);
        } catch (UnreadableSource unreadable) {
            failure = Optional.of(unreadable);
            if (records.isEmpty()) {
                throw unreadable;
            }
        }
        return records;
    }

    private void fillBatch(List<RawRecord> records, int most) throws UnreadableSource, IOException {
        while (records.size() < most && !seen.isEmpty()) {
            SeenRow row = seen.removeFirst();
            add(records, row.cells(), row.row(), row.defect());
        }
        if (records.size() < most && brokenAfterSeen.isPresent()) {
            throw brokenAfterSeen.get();
        }
        while (records.size() < most && rows.advance()) {
            add(records, rows.cells(), rows.row(), rows.defect());
        }
    }

    private void add(List<RawRecord> records, String[] cells, long row, Optional<Defect> defect) {
        if (!isRecord(cells)) {
            return;
        }
        String[] fitted = cells.length == width ? cells : fit(cells);
        for (FilledDown column : filled) {
            column.fill(fitted, row);
        }
        if (fitted.length > width && defect.isEmpty()) {
            defect = Optional.of(new Defect("ROW_TOO_LONG", "the row has " + fitted.length + " cells, the header " + width
                    + "; a text with an unquoted delimiter is the usual cause"));
        }
        records.add(new RawRecord(columns, fitted, row, defect));
    }

    private String[] fit(String[] cells) {
        int length = cells.length;
        while (length > width && (cells[length - 1] == null || cells[length - 1].isEmpty())) {
            length--;
        }
        String[] fitted = Arrays.copyOf(cells, Math.max(length, width));
        if (length < width) {
            Arrays.fill(fitted, length, width, rows.absent());
        }
        return fitted;
    }

    private boolean isRecord(String[] cells) {
        for (String cell : cells) {
            if (cell != null && !cell.isEmpty() && !(cell.charAt(0) <= ' ' && cell.isBlank())) {
                return totals.length == 0 || !isTotal(cell);
            }
        }
        return false;
    }

    private boolean isTotal(String cell) {
        for (String word : totals) {
            if (cell.startsWith(word) || startsWithSpaced(cell, word)) {
                return true;
            }
        }
        return false;
    }

    /** {@code 合　计} stands for 合计. */
    private static boolean startsWithSpaced(String cell, String word) {
        int met = 0;
        for (int index = 0; index < cell.length() && met < word.length(); index++) {
            char character = cell.charAt(index);
            if (character == '\u3000' || character == ' ' || character >= '\t' && character <= '\r') {
                continue;
            }
            if (character != word.charAt(met)) {
                return false;
            }
            met++;
        }
        return met == word.length();
    }

    @Override
    public long bytesRead() {
        return rows.bytesRead();
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }

    private record SeenRow(String[] cells, long row, Optional<Defect> defect) {}
}
