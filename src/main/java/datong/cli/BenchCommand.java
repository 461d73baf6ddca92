package datong.cli;

import datong.bench.AuditBench;
import datong.bench.DeskBench;
import datong.bench.IntakeBench;
import datong.bench.ProtectBench;
import datong.bench.QueryBench;
import datong.bench.ResolutionBench;
import datong.bench.ShareBench;
import datong.bench.SourcesBench;
import datong.protection.Suite;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench}: measurements, as ratios to a limit in the same run. */
@Command(name = "bench", header = "Measures the hub against a limit in the same run")
final class BenchCommand {
    @Spec
    private CommandSpec spec;

    @Command(name = "intake", header = "Generated hotline rows through the whole intake, against a bare COPY of the same rows")
    int intake(@Option(names = "--rows", defaultValue = "1000000") int rows, @Option(names = "--suite", defaultValue = "international") String suite,
            @Option(names = "--batch", defaultValue = "5000") int batch, @Option(names = "--writers", defaultValue = "2") int writers)
            throws Exception {
        new IntakeBench(spec.commandLine().getOut()).run(rows, Suite.valueOf(suite.toUpperCase(Locale.ROOT)), batch, writers);
        return 0;
    }

    @Command(name = "audit", header = "The audit log: appends, verification, proofs of completeness, against a bare file and SHA-256")
    int audit(@Option(names = "--events", defaultValue = "1000000") long events, @Option(names = "--callers", defaultValue = "2000") int callers) throws Exception {
        new AuditBench(spec.commandLine().getOut()).run(events, callers);
        return 0;
    }

    @Command(name = "desk", header = "The auditor's desk over a generated copy of the log: each question's list and pictures")
    int desk(@Option(names = "--events", defaultValue = "1000000") long events) throws Exception {
        new DeskBench(spec.commandLine().getOut()).run(events);
        return 0;
    }

    @Command(name = "query", header = "Look-ups and pages over HTTP with policy, protection and audit, against the same SQL by JDBC")
    int query(@Option(names = "--records", defaultValue = "210000") int records, @Option(names = "--warm-up", defaultValue = "40") int warmUp,
            @Option(names = "--seconds", defaultValue = "20") int seconds, @Option(names = "--rate", defaultValue = "1000") int rate) throws Exception {
        new QueryBench(spec.commandLine().getOut()).run(records, warmUp, seconds, rate);
        return 0;
    }

    @Command(name = "sources", header = "Each source of the district alone, from its delivery to the ledger: records a second, CPU and memory")
    int sources(@Option(names = "--records", defaultValue = "20000") int records) throws Exception {
        new SourcesBench(spec.commandLine().getOut()).run(records);
        return 0;
    }

    @Command(name = "protect", header = "Decisions and protection, one section each: decisions, ciphers, redaction, anonymity")
    int protect(@Option(names = "--only", split = ",", description = "Sections; default: all") List<String> only,
            @Option(names = "--rows", defaultValue = "10000000", description = "Of the large table that is made anonymous; 0: none") int rows) throws Exception {
        new ProtectBench(spec.commandLine().getOut(), rows).run(only == null ? List.of() : only);
        return 0;
    }

    @Command(name = "share", header = "Finding data to share, and how soon what was shared stops, one section each: search, revocation")
    int share(@Option(names = "--only", split = ",", description = "Sections; default: all") List<String> only,
            @Option(names = "--items", defaultValue = "100000", description = "Of the generated catalogue") int items) throws Exception {
        new ShareBench(spec.commandLine().getOut(), items).run(only == null ? List.of() : only);
        return 0;
    }

    @Command(name = "resolution", header = "Generated persons, 30 %% of them in several records: time, memory, precision and recall as their number doubles")
    int resolution(@Option(names = "--records", defaultValue = "1000000") int records, @Option(names = "--portion", defaultValue = "10000") int portion) throws Exception {
        new ResolutionBench(spec.commandLine().getOut()).run(records, portion);
        return 0;
    }
}
