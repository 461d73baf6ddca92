package datong.bench;

import datong.anonymity.Anonymised;
import datong.anonymity.Anonymiser;
import datong.anonymity.Criterion;
import datong.anonymity.Hierarchies;
import datong.anonymity.Measured;
import datong.anonymity.Model;
import datong.anonymity.QuasiIdentifier;
import datong.anonymity.Solution;
import datong.anonymity.Table;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Invented persons with nine quasi-identifiers, made anonymous with k = 5 and at most 4 % suppressed: 30,000 of them again and again, then very many once. */
final class AnonymityBench {
    private static final int SEED = 20261122;
    private static final int SMALL = 30_000;
    private static final int TIMES = 15;
    private static final List<QuasiIdentifier> NINE = List.of(
            new QuasiIdentifier("sex", Hierarchies.whole()),
            new QuasiIdentifier("age", Hierarchies.bands(Optional.of(BigDecimal.valueOf(90)), BigDecimal.valueOf(5), BigDecimal.TEN, BigDecimal.valueOf(20))),
            new QuasiIdentifier("ethnicity", Hierarchies.whole()),
            new QuasiIdentifier("marital", Hierarchies.prefixes(1)),
            new QuasiIdentifier("education", Hierarchies.prefixes(1)),
            new QuasiIdentifier("division", Hierarchies.prefixes(9, 6)),
            new QuasiIdentifier("employer", Hierarchies.prefixes(1)),
            new QuasiIdentifier("occupation", Hierarchies.prefixes(3, 1)),
            new QuasiIdentifier("registered", Hierarchies.whole()));
    private static final List<String> NAMES = NINE.stream().map(QuasiIdentifier::name).toList();
    private static final String SENSITIVE = "care";
    private final PrintWriter out;

    AnonymityBench(PrintWriter out) {
        this.out = out;
    }

    void run(int rows) {
        Table small = persons(SMALL);
        Model model = new Model(5, NINE, List.of(), 0.04);
        double[] seconds = new double[TIMES];
        double[] used = new double[TIMES];
        for (int time = 0; time < TIMES; time++) {
            long start = System.nanoTime();
            long cpu = cpu();
            new Anonymiser().anonymise(small, model).orElseThrow();
            seconds[time] = (System.nanoTime() - start) / 1e9;
            used[time] = (cpu() - cpu) / 1e9;
        }
        double first = seconds[0];
        Arrays.sort(seconds);
        Arrays.sort(used);
        out.printf("anonymity    %,d rows x 9, k = 5, at most 4 %% suppressed: first %.2f s, median %.2f s, slowest %.2f s (goal 1 s); CPU median %.2f s%n", SMALL, first, seconds[TIMES / 2], seconds[TIMES - 1],
                used[TIMES / 2]);
        say(new Anonymiser().anonymise(small, model).orElseThrow());
        once("with l = 2, t = 0.3", small, new Model(5, NINE, List.of(new Criterion.Distinct(SENSITIVE, 2), new Criterion.Close(SENSITIVE, 0.3, Criterion.Distance.EQUAL)), 0.04));
        if (rows > 0) {
            large(rows, model);
        }
    }

    private void large(int rows, Model model) {
        PeakHeap.reset();
        long start = System.nanoTime();
        Table table = persons(rows);
        out.printf("anonymity    %,d rows x 10 read in %.1f s%n", rows, (System.nanoTime() - start) / 1e9);
        once("without criteria", table, model);
        out.printf("             peak heap %,d MB of at most %,d MB, the table included: %.0f bytes a row%n", PeakHeap.bytes() >> 20, Runtime.getRuntime().maxMemory() >> 20,
                (double) PeakHeap.bytes() / rows);
        out.flush();
    }

    private void once(String what, Table table, Model model) {
        long start = System.nanoTime();
        long cpu = cpu();
        Anonymised anonymised = new Anonymiser().anonymise(table, model).orElseThrow();
        out.printf("anonymity    %,d rows, %s: %.1f s, CPU %.1f s%n", table.rows(), what, (System.nanoTime() - start) / 1e9, (cpu() - cpu) / 1e9);
        say(anonymised);
        Table release = new Table(NAMES);
        anonymised.rows(NAMES, new Random(SEED), release::add);
        out.printf("             measured of the whole release: k = %d in %,d rows%n", Measured.of(release, NAMES, List.of()).k(), release.rows());
        out.flush();
    }

    /** Nanoseconds of this thread: what counts on a machine that others use too. */
    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private void say(Anonymised anonymised) {
        Solution solution = anonymised.solution();
        out.printf("             levels %s, %,d suppressed, discernibility %,d, %s; %,d of %,.0f choices counted%n", solution.levels().values(), solution.suppressed(),
                solution.discernibility(), solution.optimal() ? "optimal" : "not surely optimal", solution.tried(), solution.choices());
    }

    private static Table persons(int rows) {
        Table table = new Table(Stream.concat(NAMES.stream(), Stream.of(SENSITIVE)).toList());
        RandomGenerator random = new Random(SEED);
        for (int row = 0; row < rows; row++) {
            int age = Math.min(99, (int) Math.abs(random.nextGaussian() * 22 + 40));
            int education = 1 + Math.min(skewed(random, 9), 8);
            table.add(List.of(String.valueOf(1 + random.nextInt(2)), String.valueOf(age), String.valueOf(1 + skewed(random, 56)), (age < 24 ? "1" : "2") + skewed(random, 3),
                    education + "" + random.nextInt(2), "11019900" + random.nextInt(4) + "00" + skewed(random, 6), (1 + skewed(random, 3)) + "" + skewed(random, 4),
                    (1 + skewed(random, 7)) + "0" + skewed(random, 4) + "0" + skewed(random, 5), random.nextInt(4) == 0 ? "0" : "1", "c" + skewed(random, 6)));
        }
        return table;
    }

    /** Often 0, ever more seldom up to {@code most} - 1. */
    private static int skewed(RandomGenerator random, int most) {
        double at = random.nextDouble();
        return (int) (at * at * at * most);
    }
}
