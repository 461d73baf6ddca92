package datong.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** CPU seconds that this process has spent so far on compiling and on collecting garbage, by the names of its threads (Linux; elsewhere 0). */
record JvmClock(double compiler, double collector) {
    private static final double TICKS = 100;
    private static final List<String> COMPILERS = List.of("C1 Compiler", "C2 Compiler");
    private static final List<String> COLLECTORS = List.of("VM Thread", "GC Thread", "G1 ");

    static JvmClock now() {
        return new JvmClock(seconds(COMPILERS), seconds(COLLECTORS));
    }

    JvmClock minus(JvmClock before) {
        return new JvmClock(compiler - before.compiler, collector - before.collector);
    }

    private static double seconds(List<String> names) {
        try (Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
            return threads.mapToDouble(thread -> seconds(thread, names)).sum();
        } catch (IOException elsewhere) {
            return 0;
        }
    }

    /** A thread's name stands in brackets; of what follows, fields 12 and 13 are its time. */
    private static double seconds(Path thread, List<String> names) {
        try {
            String stat = Files.readString(thread.resolve("stat"));
            String name = stat.substring(stat.indexOf('(') + 1);
            if (names.stream().noneMatch(name::startsWith)) {
                return 0;
            }
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return (Double.parseDouble(fields[11]) + Double.parseDouble(fields[12])) / TICKS;
        } catch (IOException gone) {
            return 0;
        }
    }
}
