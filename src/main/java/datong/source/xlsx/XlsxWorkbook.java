package datong.source.xlsx;

import datong.source.Format;
import datong.source.RawRecord;
import datong.source.RecordReader;
import datong.source.TableReader;
import datong.source.UnreadableSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;

/** Opens the sheet of an XLSX workbook that holds the records: the named one, or the first visible one with a header. */
public final class XlsxWorkbook implements RecordReader {
    private final ReadableWorkbook workbook;
    private final TableReader table;

    private XlsxWorkbook(ReadableWorkbook workbook, TableReader table) {
        this.workbook = workbook;
        this.table = table;
    }

    public static RecordReader open(Path delivery, Format format) throws UnreadableSource, IOException {
        ZipGuard.check(delivery);
        ReadableWorkbook workbook = null;
        try {
            workbook = new ReadableWorkbook(delivery.toFile(), new ReadingOptions(true, true));
            if (workbook.isDate1904()) {
                throw Sheets.excel1904();
            }
            return new XlsxWorkbook(workbook, table(workbook, delivery, format));
        } catch (RuntimeException | UnreadableSource | IOException broken) {
            if (workbook != null) {
                workbook.close();
            }
            throw broken instanceof UnreadableSource unreadable ? unreadable : broken(0, broken);
        }
    }

    private static TableReader table(ReadableWorkbook workbook, Path delivery, Format format) throws UnreadableSource, IOException {
        List<Sheet> sheets = workbook.getSheets()
                .filter(sheet -> format.sheet().map(sheet.getName()::equals).orElse(sheet.getVisibility() == SheetVisibility.VISIBLE)).toList();
        return Sheets.table(sheets, sheet -> new XlsxRows(sheet, new MergedCells(delivery, sheet.getName()), Files.size(delivery)), format);
    }

    static UnreadableSource broken(long row, Exception broken) {
        return new UnreadableSource("BROKEN_WORKBOOK", row, "the workbook cannot be read after row " + row + " ("
                + broken.getClass().getSimpleName() + "); open it in Excel, save it as .xlsx and send that");
    }

    @Override
    public List<RawRecord> next(int most) throws UnreadableSource, IOException {
        return table.next(most);
    }

    @Override
    public long bytesRead() {
        return table.bytesRead();
    }

    @Override
    public void close() throws IOException {
        table.close();
        workbook.close();
    }
}
