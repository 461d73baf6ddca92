package datong.sample;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** Writes an XLSX as a clerk would: a merged title, perhaps a second header row, merged cells. */
final class XlsxFile implements AutoCloseable {
    private final OutputStream bytes;
    private final Workbook workbook;
    private final Worksheet sheet;
    private int row;

    XlsxFile(Path file, String title, int width) throws IOException {
        this.bytes = Files.newOutputStream(file);
        this.workbook = new Workbook(bytes, "sample", "1.0");
        this.sheet = workbook.newWorksheet("Sheet1");
        if (!title.isEmpty()) {
            sheet.value(0, 0, title);
            sheet.range(0, 0, 0, width - 1).merge();
            row = 1;
        }
    }

    void write(Object[] cells) {
        for (int column = 0; column < cells.length; column++) {
            if (cells[column] instanceof Number number) {
                sheet.value(row, column, number);
            } else if (!cells[column].toString().isEmpty()) {
                sheet.value(row, column, cells[column].toString());
            }
        }
        row++;
    }

    void header(List<String> names) {
        write(names.toArray());
    }

    int row() {
        return row;
    }

    void merge(int firstRow, int firstColumn, int lastRow, int lastColumn) {
        if (firstRow < lastRow || firstColumn < lastColumn) {
            sheet.range(firstRow, firstColumn, lastRow, lastColumn).merge();
        }
    }

    @Override
    public void close() throws IOException {
        workbook.close();
        bytes.close();
    }
}
