package datong.bench;

import datong.protection.Suite;
import datong.resolution.Gazetteer;
import datong.resolution.Knowledge;
import datong.resolution.Organisations;
import datong.resolution.Rules;
import datong.resolution.Successions;
import datong.resolution.Topics;
import datong.resolution.jdbc.ResolutionPass;
import datong.sample.BenchPersons;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

/** Persons through intake, then through resolution: a sixteenth of them, doubled until all are there, each time only what is new; then against the truth in their keys. */
public final class ResolutionBench {
    private static final int SEED = 20261103;
    private static final String NUMBERLESS = "NOT numbered AND EXISTS (SELECT FROM truth o WHERE o.person = t.person AND o.numbered)";
    private final PrintWriter out;

    public ResolutionBench(PrintWriter out) {
        this.out = out;
    }

    public void run(int records, int portion) throws IOException, SQLException {
        Path folder = Files.createTempDirectory("datong-bench");
        try (Workbench bench = new Workbench(folder, Suite.INTERNATIONAL, 5_000, 2, "bench-persons.mapping.yaml")) {
            ResolutionPass pass = bench.resolution(knowledge(), portion);
            CpuClock cpu = new CpuClock(bench.postgres(folder));
            int[] totals = {records / 16, records / 8, records / 4, records / 2, records};
            int before = 0;
            int person = 1;
            double[] spent = {0, 0};
            PeakHeap.reset();
            for (int total : totals) {
                Path file = folder.resolve("persons-" + total + ".csv");
                person = new BenchPersons(SEED).write(file, person, total - before);
                bench.take(file);
                Files.delete(file);
                step(bench, pass, cpu, total - before, total, spent);
                before = total;
            }
            heap();
            truth(bench);
        } finally {
            IntakeBench.delete(folder);
        }
    }

    private static Knowledge knowledge() {
        List<Gazetteer.Place> places = List.of(place("110199001001", "晨光里"), place("110199001002", "向阳家园"), place("110199001003", "明灯小区"), place("110199001004", "和畅园"),
                place("110199001005", "青禾里"), place("110199002001", "清源里"), place("110199002002", "柳荫苑"), place("110199002003", "石桥家园"));
        return new Knowledge(Rules.STANDARD, new Topics(List.of(), List.of()), new Gazetteer(places), new Organisations(List.of()), new Successions(List.of(), Map.of()));
    }

    private static Gazetteer.Place place(String division, String name) {
        return new Gazetteer.Place(division, List.of(name));
    }

    private void step(Workbench bench, ResolutionPass pass, CpuClock cpu, int added, int total, double[] spent) throws SQLException {
        execute(bench, "CHECKPOINT");
        CpuClock.Used before = cpu.used();
        long start = System.nanoTime();
        ResolutionPass.Progress progress = pass.run();
        double seconds = (System.nanoTime() - start) / 1e9;
        CpuClock.Used used = cpu.used().minus(before);
        spent[0] += seconds;
        spent[1] += used.both();
        out.printf("resolution   %,9d records in all: the %,d new ones in %.1f s, CPU %.1f s (hub %.1f, PostgreSQL %.1f), %.1f us CPU each; %,d merges, %,d candidates%n",
                total, added, seconds, used.both(), used.hub(), used.database(), used.both() / added * 1e6, progress.merged(), progress.candidates());
        out.printf("from none    %,9d records in %.1f s, CPU %.1f s, %.1f us CPU each%n", total, spent[0], spent[1], spent[1] / total * 1e6);
        out.flush();
    }

    /** The truth stands in the keys, {@code P<person>/<copy>}. */
    private void truth(Workbench bench) throws SQLException {
        execute(bench, "CREATE TABLE truth AS SELECT record_id, split_part(source_key, '/', 1) AS person, id_number_bx IS NOT NULL AS numbered, "
                + "mobile_bx IS NOT NULL OR birth_date IS NOT NULL AS evident FROM ledger.person");
        execute(bench, "CREATE INDEX ON truth (record_id)");
        execute(bench, "CREATE INDEX ON resolution.candidate (right_id)");
        execute(bench, "ANALYZE truth");
        out.printf("truth        %,d records of %,d persons, %,d of them in several%n", number(bench, "SELECT count(*) FROM truth"),
                number(bench, "SELECT count(DISTINCT person) FROM truth"),
                number(bench, "SELECT count(*) FROM (SELECT FROM truth GROUP BY person HAVING count(*) > 1) s"));
        long merged = number(bench, "SELECT count(*) FROM resolution.member");
        long wrong = number(bench, "SELECT count(*) FROM (SELECT FROM resolution.member m JOIN truth t USING (record_id) GROUP BY m.cluster HAVING count(DISTINCT t.person) > 1) s");
        long clusters = number(bench, "SELECT count(*) FROM resolution.cluster");
        out.printf("merged       %,d records in %,d clusters, %,d clusters of more than one person: precision %.4f%n", merged, clusters, wrong, 1 - (double) wrong / Math.max(1, clusters));
        long decidable = number(bench, "SELECT coalesce(sum(n), 0) FROM (SELECT count(*) - 1 AS n FROM truth WHERE numbered GROUP BY person) s");
        long decided = number(bench, "SELECT coalesce(sum(n), 0) FROM (SELECT count(*) - 1 AS n FROM resolution.member m JOIN truth t USING (record_id) GROUP BY m.cluster, t.person) s");
        out.printf("recall       %,d of %,d further records with a number merged: %.4f%n", decided, decidable, (double) decided / decidable);
        long asked = number(bench, "SELECT count(*) FROM resolution.candidate");
        long right = number(bench, "SELECT count(*) FROM resolution.candidate c JOIN truth l ON l.record_id = c.left_id JOIN truth r ON r.record_id = c.right_id WHERE l.person = r.person");
        long numberless = number(bench, "SELECT count(*) FROM truth t WHERE " + NUMBERLESS);
        long evident = number(bench, "SELECT count(*) FROM truth t WHERE evident AND " + NUMBERLESS);
        long offered = number(bench, "SELECT count(*) FROM truth t WHERE NOT numbered AND EXISTS (SELECT FROM resolution.candidate c JOIN truth o ON o.record_id = c.left_id "
                + "WHERE c.right_id = t.record_id AND o.person = t.person)");
        out.printf("candidates   %,d asked, %,d right: precision %.4f; %,d of %,d records without a number offered with their person: recall %.4f, %.4f of the %,d that tell "
                + "more than a name%n", asked, right, (double) right / Math.max(1, asked), offered, numberless, (double) offered / Math.max(1, numberless),
                (double) offered / Math.max(1, evident), evident);
        out.flush();
    }

    private void heap() {
        long peak = PeakHeap.bytes();
        out.printf("heap         peak %,d MB of at most %,d MB (goal 512), intake included%n", peak >> 20, Runtime.getRuntime().maxMemory() >> 20);
    }

    private static void execute(Workbench bench, String sql) throws SQLException {
        try (Connection connection = bench.database().getConnection(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long number(Workbench bench, String sql) throws SQLException {
        try (Connection connection = bench.database().getConnection(); Statement statement = connection.createStatement(); ResultSet answer = statement.executeQuery(sql)) {
            answer.next();
            return answer.getLong(1);
        }
    }
}
