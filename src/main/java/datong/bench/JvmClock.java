package datong.bench;

import java.util.List;

/** CPU seconds that this process has spent so far on compiling and on collecting garbage, by the names of its threads. */
record JvmClock(double compiler, double collector) {
    private static final List<String> COMPILERS = List.of("C1 Compiler", "C2 Compiler");
    private static final List<String> COLLECTORS = List.of("VM Thread", "GC Thread", "G1 ");

    static JvmClock now() {
        ThreadClock threads = ThreadClock.now();
        return new JvmClock(threads.of(COMPILERS), threads.of(COLLECTORS));
    }

    JvmClock minus(JvmClock before) {
        return new JvmClock(compiler - before.compiler, collector - before.collector);
    }
}
