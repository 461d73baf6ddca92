package datong.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.hssf.record.crypto.Biff8EncryptionKey;
import org.apache.poi.hssf.usermodel.HSSFSheet;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.util.CellRangeAddress;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkbookReadingTest {
    @TempDir
    Path folder;

    @Test
    void cellsComeAsTheirExactText() throws IOException {
        Path file = xlsx(sheet -> {
            row(sheet, 0, "编号", "电话", "证件", "面积", "日期", "时间", "真");
            row(sheet, 1, "000123", 15400001001L, 110199195803121021d, 60.50, LocalDateTime.of(2026, 11, 3, 0, 0), LocalDateTime.of(2026, 11, 3, 8, 12, 45), true);
            sheet.style(1, 4).format("yyyy-MM-dd").set();
            sheet.style(1, 5).format("yyyy/m/d h:mm").set();
        });

        assertThat(Reading.of(file).records().getFirst().cells())
                .containsExactly("000123", "15400001001", "1.1019919580312102E+17", "60.5", "2026-11-03", "2026-11-03T08:12:45", "TRUE");
    }

    @Test
    void escapesOfTheWorkbookFormatAreRead() throws IOException {
        Path file = xlsx(sheet -> {
            row(sheet, 0, "编号", "内容");
            row(sheet, 1, "1", "您好_x000D__x0041_");
            row(sheet, 2, "2", "a_x_x12_b");
        });

        assertThat(Reading.of(file).column("内容")).containsExactly("您好\rA", "a_x_x12_b");
    }

    @Test
    void mergedCellsAreFilledInsideTheirRangeOnly() throws IOException {
        Path file = xlsx(sheet -> {
            row(sheet, 0, "社区", "姓名");
            row(sheet, 1, "晨光社区", "周测试");
            row(sheet, 2, null, "孙虚构");
            row(sheet, 3, null, "钱样本");
            row(sheet, 4, "向阳社区", "赵示例");
            sheet.range(1, 0, 2, 0).merge();
        });

        assertThat(Reading.of(file, Reading.fillingDown("社区")).column("社区")).containsExactly("晨光社区", "晨光社区", "", "向阳社区");
        assertThat(Reading.of(file).column("社区")).containsExactly("晨光社区", "", "", "向阳社区");
    }

    @Test
    void titleHeaderOfTwoRowsAndTotalsWorkAsInCsv() throws IOException {
        Path file = xlsx(sheet -> {
            row(sheet, 0, "户籍人口台账");
            row(sheet, 1, "序号", "人员", null, "备注");
            row(sheet, 2, null, "姓名", "性别", null);
            row(sheet, 3, 1, "周测试", "男", "是");
            row(sheet, 4, "合计", 1);
        });
        Reading reading = Reading.of(file, Reading.knowing("序号", "人员/姓名", "人员/性别", "备注"));

        assertThat(reading.columns()).containsExactly("序号", "人员/姓名", "人员/性别", "备注");
        assertThat(reading.records()).hasSize(1);
        assertThat(reading.records().getFirst().row()).isEqualTo(4);
    }

    @Test
    void hiddenSheetsAreNotRead() throws IOException {
        Path file = folder.resolve("a.xlsx");
        try (OutputStream bytes = Files.newOutputStream(file); Workbook workbook = new Workbook(bytes, "t", "1.0")) {
            Worksheet hidden = workbook.newWorksheet("旧");
            row(hidden, 0, "a", "b");
            row(hidden, 1, "hidden", "x");
            hidden.setVisibilityState(org.dhatim.fastexcel.VisibilityState.HIDDEN);
            Worksheet shown = workbook.newWorksheet("新");
            row(shown, 0, "a", "b");
            row(shown, 1, "shown", "x");
        }

        assertThat(Reading.of(file).column("a")).containsExactly("shown");
    }

    @Test
    void oldWorkbooksAreReadLikeNewOnes() throws IOException {
        Path file = xls(workbook -> {
            HSSFSheet sheet = workbook.createSheet("台账");
            CellStyle date = workbook.createCellStyle();
            date.setDataFormat(workbook.createDataFormat().getFormat("yyyy\"年\"m\"月\"d\"日\""));
            fill(sheet, 0, "序号", "社区", "身份证", "登记");
            fill(sheet, 1, 1d, "晨光社区", 110199195803121021d, 46329d);
            fill(sheet, 2, 2d, "", "110199195803121021", 46329.5d);
            sheet.getRow(1).getCell(3).setCellStyle(date);
            sheet.getRow(2).getCell(3).setCellStyle(date);
            sheet.addMergedRegion(new CellRangeAddress(1, 2, 1, 1));
        });
        Reading reading = Reading.of(file, Reading.fillingDown("社区"));

        assertThat(reading.records().get(0).cells()).containsExactly("1", "晨光社区", "1.10199195803121E+17", "2026-11-03");
        assertThat(reading.records().get(1).cells()).containsExactly("2", "晨光社区", "110199195803121021", "2026-11-03T12:00:00");
    }

    @Test
    void aPasswordIsNamedAsTheReason() throws IOException {
        Biff8EncryptionKey.setCurrentUserPassword("示例");
        Path file = xls(workbook -> {
            fill(workbook.createSheet("a"), 0, "a", "b");
            workbook.writeProtectWorkbook("示例", "x");
        });
        Biff8EncryptionKey.setCurrentUserPassword(null);

        assertThat(Reading.of(file).rule()).isEqualTo("ENCRYPTED_WORKBOOK");
    }

    @Test
    void anArchiveThatIsNoWorkbookAndABombAreRefused() throws IOException {
        Path archive = zip("a.xlsx", "readme.txt", 10);
        Path bomb = zip("b.xlsx", "xl/worksheets/sheet1.xml", 200 << 20);
        Path cut = Files.write(folder.resolve("c.xlsx"), java.util.Arrays.copyOf(Files.readAllBytes(bomb), 1000));

        assertThat(Reading.of(archive).rule()).isEqualTo("NOT_A_WORKBOOK");
        assertThat(Reading.of(bomb).rule()).isEqualTo("WORKBOOK_TOO_LARGE");
        assertThat(Reading.of(cut).rule()).isEqualTo("BROKEN_WORKBOOK");
    }

    private Path zip(String name, String entry, int size) throws IOException {
        Path file = folder.resolve(name);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("[Content_Types].xml"));
            zip.putNextEntry(new ZipEntry(entry));
            byte[] piece = "<c/>".repeat(1 << 14).getBytes(StandardCharsets.US_ASCII);
            for (int written = 0; written < size; written += piece.length) {
                zip.write(piece);
            }
        }
        return file;
    }

    private Path xlsx(Consumer<Worksheet> fill) throws IOException {
        Path file = folder.resolve("a.xlsx");
        try (OutputStream bytes = Files.newOutputStream(file); Workbook workbook = new Workbook(bytes, "t", "1.0")) {
            fill.accept(workbook.newWorksheet("台账"));
        }
        return file;
    }

    private Path xls(Consumer<HSSFWorkbook> fill) throws IOException {
        Path file = folder.resolve("a.xls");
        try (OutputStream bytes = Files.newOutputStream(file); HSSFWorkbook workbook = new HSSFWorkbook()) {
            fill.accept(workbook);
            workbook.write(bytes);
        }
        return file;
    }

    private static void row(Worksheet sheet, int row, Object... cells) {
        for (int column = 0; column < cells.length; column++) {
            switch (cells[column]) {
                case null -> { }
                case Number number -> sheet.value(row, column, number);
                case Boolean truth -> sheet.value(row, column, truth);
                case LocalDateTime time -> sheet.value(row, column, time);
                case Object text -> sheet.value(row, column, text.toString());
            }
        }
    }

    private static void fill(HSSFSheet sheet, int row, Object... cells) {
        var created = sheet.createRow(row);
        for (int column = 0; column < cells.length; column++) {
            if (cells[column] instanceof Double number) {
                created.createCell(column).setCellValue(number);
            } else {
                created.createCell(column).setCellValue(cells[column].toString());
            }
        }
    }
}
