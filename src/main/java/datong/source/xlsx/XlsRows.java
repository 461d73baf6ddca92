package datong.source.xlsx;

import datong.source.Defect;
import datong.source.RowSource;
import datong.source.UnreadableSource;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.poi.EncryptedDocumentException;
import org.apache.poi.hssf.record.BOFRecord;
import org.apache.poi.hssf.record.BoolErrRecord;
import org.apache.poi.hssf.record.CellValueRecordInterface;
import org.apache.poi.hssf.record.EOFRecord;
import org.apache.poi.hssf.record.FormulaRecord;
import org.apache.poi.hssf.record.LabelRecord;
import org.apache.poi.hssf.record.LabelSSTRecord;
import org.apache.poi.hssf.record.MergeCellsRecord;
import org.apache.poi.hssf.record.NumberRecord;
import org.apache.poi.hssf.record.Record;
import org.apache.poi.hssf.record.RecordFactoryInputStream;
import org.apache.poi.hssf.record.StringRecord;
import org.apache.poi.poifs.filesystem.DirectoryNode;
import org.apache.poi.ss.usermodel.FormulaError;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.ss.util.NumberToTextConverter;

/** Rows of one sheet of an XLS workbook, pulled record by record; formulas as their cached values. */
final class XlsRows implements RowSource {
    private final DirectoryNode root;
    private final String stream;
    private final XlsGlobals globals;
    private final XlsGlobals.NamedSheet sheet;
    private final long size;
    private final InputStream bytes;
    private final RecordFactoryInputStream records;
    private Optional<Record> ahead = Optional.empty();
    private String[] cells = {};
    private int row = -1;
    private boolean ended;
    private int textOf = -1;

    XlsRows(DirectoryNode root, String stream, XlsGlobals globals, XlsGlobals.NamedSheet sheet, long size) throws IOException {
        this.root = root;
        this.stream = stream;
        this.globals = globals;
        this.sheet = sheet;
        this.size = size;
        this.bytes = root.createDocumentInputStream(stream);
        this.records = new RecordFactoryInputStream(bytes, false);
        toSheet(records, sheet.position());
    }

    /** Sheets follow the workbook's own part in the order of their names; charts and drawings nest. */
    private static void toSheet(RecordFactoryInputStream records, int position) {
        int depth = 0;
        int ended = -1;
        for (Record record = records.nextRecord(); record != null; record = records.nextRecord()) {
            if (record instanceof BOFRecord) {
                depth++;
                if (depth == 1 && ended == position) {
                    return;
                }
            } else if (record instanceof EOFRecord && --depth == 0) {
                ended++;
            }
        }
    }

    @Override
    public boolean advance() throws UnreadableSource {
        try {
            return !ended && collect();
        } catch (EncryptedDocumentException locked) {
            throw Sheets.encrypted();
        } catch (RuntimeException broken) {
            throw XlsxWorkbook.broken(row(), broken);
        }
    }

    private boolean collect() throws UnreadableSource {
        int before = row;
        List<String> collected = new ArrayList<>();
        row = -1;
        Record record = ahead.orElseGet(records::nextRecord);
        ahead = Optional.empty();
        for (int depth = 1; record != null; record = records.nextRecord()) {
            depth += record instanceof BOFRecord ? 1 : record instanceof EOFRecord ? -1 : 0;
            if (depth == 0) {
                break;
            }
            if (depth == 1 && record instanceof CellValueRecordInterface cell && startsNext(cell, before)) {
                ahead = Optional.of(record);
                cells = collected.toArray(String[]::new);
                return true;
            }
            if (depth == 1) {
                take(record, collected);
            }
        }
        ended = true;
        cells = collected.toArray(String[]::new);
        return row >= 0;
    }

    private boolean startsNext(CellValueRecordInterface cell, int before) throws UnreadableSource {
        if (cell.getRow() <= before || row >= 0 && cell.getRow() < row) {
            throw new UnreadableSource("ROWS_OUT_OF_ORDER", cell.getRow() + 1L, "the workbook keeps its rows in no order; open it in Excel, save it as .xlsx and send that");
        }
        boolean next = row >= 0 && cell.getRow() > row;
        row = next ? row : cell.getRow();
        return next;
    }

    private void take(Record record, List<String> collected) {
        switch (record) {
            case LabelSSTRecord text -> put(collected, text.getColumn(), globals.text(text.getSSTIndex()));
            case LabelRecord text -> put(collected, text.getColumn(), text.getValue());
            case NumberRecord number -> put(collected, number.getColumn(), number(number.getValue(), number.getXFIndex()));
            case BoolErrRecord flag -> put(collected, flag.getColumn(), flag.isBoolean() ? truth(flag.getBooleanValue()) : error(flag.getErrorValue()));
            case FormulaRecord formula -> formula(formula, collected);
            case StringRecord text -> {
                if (textOf >= 0) {
                    put(collected, textOf, text.getString());
                }
                textOf = -1;
            }
            case Record other -> { }
        }
    }

    private void formula(FormulaRecord formula, List<String> collected) {
        textOf = -1;
        if (!formula.hasCachedResultString()) {
            put(collected, formula.getColumn(), switch (formula.getCachedResultTypeEnum()) {
                case BOOLEAN -> truth(formula.getCachedBooleanValue());
                case ERROR -> error(formula.getCachedErrorValue());
                default -> number(formula.getValue(), formula.getXFIndex());
            });
        } else {
            textOf = formula.getColumn();
        }
    }

    private String number(double value, int style) {
        BigDecimal number = new BigDecimal(NumberToTextConverter.toText(value));
        return globals.isDate(style) ? Serial.date(number).orElseGet(() -> Serial.number(number)) : Serial.number(number);
    }

    private static String truth(boolean value) {
        return value ? "TRUE" : "FALSE";
    }

    private static String error(int code) {
        return FormulaError.isValidCode(code) ? FormulaError.forInt(code).getString() : "#ERROR";
    }

    private static void put(List<String> collected, int column, String text) {
        while (collected.size() <= column) {
            collected.add("");
        }
        collected.set(column, text);
    }

    @Override
    public String[] cells() {
        return Arrays.copyOf(cells, cells.length);
    }

    @Override
    public long row() {
        return row + 1L;
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
        List<MergedRange> ranges = new ArrayList<>();
        try (InputStream again = root.createDocumentInputStream(stream)) {
            RecordFactoryInputStream pass = new RecordFactoryInputStream(again, false);
            toSheet(pass, sheet.position());
            for (Record record = pass.nextRecord(); record != null && !(record instanceof BOFRecord); record = pass.nextRecord()) {
                if (record instanceof MergeCellsRecord merged) {
                    for (int index = 0; index < merged.getNumAreas(); index++) {
                        CellRangeAddress area = merged.getAreaAt(index);
                        ranges.add(new MergedRange(area.getFirstRow() + 1L, area.getLastRow() + 1L, area.getFirstColumn(), area.getLastColumn()));
                    }
                }
            }
        } catch (RuntimeException broken) {
            throw XlsxWorkbook.broken(0, broken);
        }
        return ranges;
    }

    @Override
    public long bytesRead() {
        return ended ? size : Math.min(size, row() * 100);
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
