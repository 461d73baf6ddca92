package datong.bench;

import datong.intake.Outcome;
import datong.protection.Suite;
import datong.sample.SampleDistrict;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.stream.Stream;

/** Generated hotline rows in a CSV through the whole intake, against a bare COPY of the same final rows, in one run. */
public final class IntakeBench {
    private static final int SEED = 20261103;
    /** Until about here the compiler is at work; a hub that is delivered to every day has that behind it. */
    private static final int WARM_UP = 250_000;
    private final PrintWriter out;

    public IntakeBench(PrintWriter out) {
        this.out = out;
    }

    public void run(int rows, Suite suite, int batch, int writers) throws IOException, SQLException, InterruptedException {
        Path folder = Files.createTempDirectory("datong-bench");
        try (Workbench bench = new Workbench(folder, suite, batch, writers)) {
            Path warm = folder.resolve("warm.csv");
            Path file = folder.resolve("hotline.csv");
            SampleDistrict.hotlineCsv(warm, Math.min(rows, WARM_UP), SEED + 1);
            SampleDistrict.hotlineCsv(file, rows, SEED);
            bench.take(warm);
            CpuClock cpu = new CpuClock(bench.postgres(folder));
            bench.database().getConnection().createStatement().execute("TRUNCATE ledger.matter, ledger.matter_history");
            bench.database().getConnection().createStatement().execute("CHECKPOINT");
            measure(bench, cpu, file, rows, suite, batch, writers);
        } finally {
            delete(folder);
        }
    }

    private void measure(Workbench bench, CpuClock cpu, Path file, int rows, Suite suite, int batch, int writers)
            throws IOException, SQLException, InterruptedException {
        PeakHeap.reset();
        CpuClock.Used before = cpu.used();
        JvmClock jvmBefore = JvmClock.now();
        long start = System.nanoTime();
        Outcome outcome = bench.take(file);
        double seconds = (System.nanoTime() - start) / 1e9;
        CpuClock.Used used = cpu.used().minus(before);
        JvmClock jvm = JvmClock.now().minus(jvmBefore);
        long heap = PeakHeap.bytes();
        CpuClock.Used beforeCopy = cpu.used();
        double copy = new BareCopy(bench.database(), file.getParent()).seconds("ledger.matter");
        CpuClock.Used usedByCopy = cpu.used().minus(beforeCopy);
        out.printf("intake       %s, %,d rows of %,d bytes, batches of %,d, %d writers, suite %s, warm after %,d%n", outcome, rows,
                Files.size(file), batch, writers, suite, Math.min(rows, WARM_UP));
        out.printf("intake       %,.0f rows/s, %.2f s wall, CPU %.1f s (hub %.1f, PostgreSQL %.1f)%n", rows / seconds, seconds,
                used.both(), used.hub(), used.database());
        out.printf("CPU per row  hub %.2f us (compiler %.2f, collector %.2f of it), PostgreSQL %.2f us; PostgreSQL under the bare COPY %.2f us%n",
                used.hub() / rows * 1e6, jvm.compiler() / rows * 1e6, jvm.collector() / rows * 1e6, used.database() / rows * 1e6,
                usedByCopy.database() / rows * 1e6);
        out.printf("bare COPY    %,.0f rows/s, %.2f s wall, PostgreSQL CPU %.1f s, binary, 2 connections, same table and indexes%n", rows / copy, copy,
                usedByCopy.database());
        out.printf("ratio        %.2f of the bare COPY (goal 0.4); %,.0f rows/s (goal 100,000)%n", copy / seconds, rows / seconds);
        out.printf("heap         peak %,d MB of at most %,d MB (goal 512)%n", heap >> 20, Runtime.getRuntime().maxMemory() >> 20);
        out.printf("dominates    %s%n", used.database() > used.hub() ? "PostgreSQL: the table and its indexes" : "the hub: sealing first, then mapping and digests");
        out.flush();
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
