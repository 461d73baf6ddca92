package datong.source.xlsx;

import datong.source.Defect;
import datong.source.RowSource;
import datong.source.UnreadableSource;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;

/** Rows of one sheet of an XLSX workbook, streamed; formulas as their cached values. */
final class XlsxRows implements RowSource {
    private static final Pattern ESCAPE = Pattern.compile("_x([0-9A-Fa-f]{4})_");
    private final Stream<Row> stream;
    private final Iterator<Row> rows;
    private final MergedCells merged;
    private final long size;
    private final Map<Integer, Boolean> dates = new HashMap<>();
    private Row current;
    private boolean ended;

    XlsxRows(Sheet sheet, MergedCells merged, long size) throws IOException {
        this.stream = sheet.openStream();
        this.rows = stream.iterator();
        this.merged = merged;
        this.size = size;
    }

    @Override
    public boolean advance() throws UnreadableSource, IOException {
        try {
            if (!rows.hasNext()) {
                ended = true;
                return false;
            }
            current = rows.next();
            return true;
        } catch (RuntimeException broken) {
            throw XlsxWorkbook.broken(row(), broken);
        }
    }

    @Override
    public String[] cells() {
        String[] cells = new String[current.getCellCount()];
        for (int index = 0; index < cells.length; index++) {
            cells[index] = text(current.getCell(index));
        }
        return cells;
    }

    private String text(Cell cell) {
        if (cell == null || cell.getValue() == null) {
            return cell == null || cell.getRawValue() == null ? "" : cell.getRawValue();
        }
        return switch (cell.getValue()) {
            case String text -> unescaped(text);
            case BigDecimal number -> number(cell, number);
            case Boolean truth -> truth ? "TRUE" : "FALSE";
            case Object other -> other.toString();
        };
    }

    /** Workbooks write characters that XML has no place for as {@code _x000D_} (ISO/IEC 29500, ST_Xstring). */
    private static String unescaped(String text) {
        return text.contains("_x") ? ESCAPE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(found.group(1), 16)))) : text;
    }

    private String number(Cell cell, BigDecimal number) {
        Integer format = cell.getDataFormatId();
        if (format != null && format != 0 && dates.computeIfAbsent(format, id -> Serial.isDate(id, cell.getDataFormatString()))) {
            Optional<String> date = Serial.date(number);
            if (date.isPresent()) {
                return date.get();
            }
        }
        return Serial.number(number);
    }

    @Override
    public long row() {
        return current == null ? 0 : current.getRowNum();
    }

    @Override
    public Optional<Defect> defect() {
        return Optional.empty();
    }

    @Override
    public String absent() {
        return "";
    }

    @Override
    public List<MergedRange> merged() throws UnreadableSource, IOException {
        return merged.read();
    }

    /** The workbook has been read whole only at the end; before, nothing better is known than its rows. */
    @Override
    public long bytesRead() {
        return ended ? size : Math.min(size, row() * 60);
    }

    @Override
    public void close() {
        stream.close();
    }
}
