package datong.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A workbook of many rows read by a JVM with little heap: memory does not grow with the file. */
class WorkbookMemoryIT {
    private static final List<String> COLUMNS = List.of("工单编号", "来电时间", "来电人", "来电号码", "标题", "主要内容", "一级分类", "二级分类", "紧急程度", "承办单位");
    private static final int ROWS = 200_000;
    @TempDir
    Path folder;

    @Test
    void twoHundredThousandRowsWhoseTextsAreAllDifferentAreReadIn128MegabytesOfHeap() throws Exception {
        Path workbook = write(folder.resolve("orders.xlsx"), ROWS);

        Process reader = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-Xmx128m", "-cp",
                System.getProperty("surefire.real.class.path", System.getProperty("java.class.path")), ReadAll.class.getName(), workbook.toString())
                .redirectErrorStream(true).start();
        String said = new String(reader.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(reader.waitFor()).as(said).isZero();
        LoggerFactory.getLogger(WorkbookMemoryIT.class).info("{} MB of workbook: {}", Files.size(workbook) >> 20, said.strip());
        assertThat(said).contains(ROWS + " records");
    }

    private static Path write(Path file, int rows) throws IOException {
        try (OutputStream bytes = Files.newOutputStream(file); Workbook workbook = new Workbook(bytes, "test", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("工单");
            for (int column = 0; column < COLUMNS.size(); column++) {
                sheet.value(0, column, COLUMNS.get(column));
            }
            for (int row = 1; row <= rows; row++) {
                String[] cells = {"示热-261103-%06d".formatted(row), "2026-11-03 08:%02d:%02d".formatted(row / 60 % 60, row % 60), "赵示例", "154%08d".formatted(row),
                    "晨光里" + row + "号楼北门占道经营", "市民反映示例区示范街道晨光里北门每日早晨有流动摊贩占道经营，影响通行，希望清理。第" + row + "次来电。", "城市管理", "市容环境", "7日", "示范街道办事处"};
                for (int column = 0; column < cells.length; column++) {
                    sheet.value(row, column, cells[column]);
                }
                if (row % 1_000 == 0) {
                    sheet.flush();
                }
            }
        }
        return file;
    }

    /** Reads a workbook as intake does and says how many records it held, how long it took, and what heap the reader holds at its end. */
    static final class ReadAll {
        public static void main(String[] arguments) throws Exception {
            long started = System.nanoTime();
            long records = 0;
            try (RecordReader reader = new StreamingReaders().open(Path.of(arguments[0]), Reading.knowing(COLUMNS.toArray(String[]::new)))) {
                for (List<RawRecord> next = reader.next(5_000); !next.isEmpty(); next = reader.next(5_000)) {
                    records += next.size();
                }
                long milliseconds = (System.nanoTime() - started) / 1_000_000;
                System.gc();
                long held = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
                System.out.println(records + " records in " + milliseconds + " ms, the reader holds " + (held >> 20) + " MB");
            }
        }
    }
}
