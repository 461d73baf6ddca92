package datong.sample;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.poi.hssf.usermodel.HSSFRow;
import org.apache.poi.hssf.usermodel.HSSFSheet;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.util.CellRangeAddress;

/** Writes an old XLS with a merged title, as the street keeps them. */
final class XlsFile implements AutoCloseable {
    private final Path file;
    private final HSSFWorkbook workbook = new HSSFWorkbook();
    private final HSSFSheet sheet = workbook.createSheet("台账");
    private int row;

    XlsFile(Path file, String title, List<String> header) {
        this.file = file;
        sheet.createRow(row++).createCell(0).setCellValue(title);
        sheet.addMergedRegion(new CellRangeAddress(0, 0, 0, header.size() - 1));
        write(header.toArray());
    }

    void write(Object[] cells) {
        HSSFRow created = sheet.createRow(row++);
        for (int column = 0; column < cells.length; column++) {
            if (cells[column] instanceof Number number) {
                created.createCell(column).setCellValue(number.doubleValue());
            } else if (!cells[column].toString().isEmpty()) {
                created.createCell(column).setCellValue(cells[column].toString());
            }
        }
    }

    @Override
    public void close() throws IOException {
        try (OutputStream bytes = Files.newOutputStream(file); workbook) {
            workbook.write(bytes);
        }
    }
}
