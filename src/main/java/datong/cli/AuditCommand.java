package datong.cli;

import datong.audit.Anchored;
import datong.audit.AuditReport;
import datong.audit.AuditVerifier;
import datong.audit.Checkpoint;
import datong.audit.CosignatureCheck;
import datong.audit.IndexCheck;
import datong.audit.LogIndex;
import datong.audit.LogKey;
import datong.audit.LogReader;
import datong.audit.RemoteLog;
import datong.audit.SecondKey;
import datong.audit.TimeStampCheck;
import datong.audit.WitnessKey;
import datong.audit.Witnessing;
import datong.audit.bouncycastle.CertifiedTimeStamps;
import datong.audit.http.HttpLog;
import datong.protection.Suite;
import datong.protection.bouncycastle.BouncyCastleSuites;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads the audit log: verify, show, checkpoint. */
@Command(name = "audit", header = "Read and verify the audit log", synopsisSubcommandLabel = "COMMAND")
final class AuditCommand {
    static final String LOG = "Folder of the log; default: audit in DATONG_DATA, or data/audit";

    @Spec
    private CommandSpec spec;

    @Command(name = "verify", header = "Re-read the whole log and name what was altered",
            description = "Needs nothing but the log and its public key. Exit code 0: sound; 1: altered; 2: could not be read.")
    int verify(
            @Option(names = "--log", paramLabel = "DIR", description = LOG) Optional<Path> log,
            @Option(names = "--key", paramLabel = "FILE", description = "The log's public key, kept outside the hub; default: log.key beside the log") Optional<Path> key,
            @Option(names = "--checkpoint", paramLabel = "FILE", description = "A checkpoint kept elsewhere, or a folder of them: shows a log that was cut or replaced as a whole") List<Path> kept,
            @Option(names = "--witness", paramLabel = "KEY", description = "A witness's key, or a file that holds it: its cosignature is demanded") List<String> witnesses,
            @Option(names = "--tsa", paramLabel = "FILE", description = "Certificates (PEM) of time-stamp authorities: every time stamp in the log's folder must lead to one") Optional<Path> authorities,
            @Option(names = "--second-key", paramLabel = "FILE", description = "The public key of the SM2 line of checkpoints, kept outside the hub; default: log.second.key beside the log, if there") Optional<Path> second,
            @Option(names = "--indexes", description = "Make every index anew from its events and compare it with the one in the log; reads the log once more") boolean indexes)
            throws IOException {
        Path folder = folder(log);
        List<Checkpoint> checkpoints = new ArrayList<>();
        for (Path file : Optional.ofNullable(kept).orElse(List.of())) {
            checkpoints.addAll(checkpoints(file));
        }
        LogKey verifier = LogKey.parse(Files.readString(present(key.orElse(folder.resolve("log.key")))));
        long started = System.nanoTime();
        List<WitnessKey> demanded = witnessKeys(witnesses);
        Witnessing.published(folder).ifPresent(checkpoints::add);
        Anchored.all(folder).forEach(anchored -> checkpoints.add(anchored.checkpoint()));
        AuditReport report = secondLine(folder, second, outsiders(folder, demanded, authorities, indexes, new AuditVerifier(folder, verifier).verify(checkpoints)));
        print(report, folder, verifier, (System.nanoTime() - started) / 1e9);
        if (key.isEmpty()) {
            out().println("note: the key was taken from the log's own folder; whoever can replace the log can replace it too. Keep a copy elsewhere and name it with --key.");
        }
        return report.sound() ? 0 : 1;
    }

    private static AuditReport outsiders(Path folder, List<WitnessKey> witnesses, Optional<Path> authorities, boolean indexes, AuditReport report) throws IOException {
        List<String> notes = new ArrayList<>(report.notes());
        List<AuditReport.Finding> findings = new ArrayList<>(report.findings());
        findings.addAll(CosignatureCheck.of(folder, witnesses, notes));
        if (authorities.isPresent()) {
            findings.addAll(TimeStampCheck.of(folder, CertifiedTimeStamps.trusting(Files.readString(present(authorities.get()))), notes));
        }
        if (indexes && findings.isEmpty()) {
            findings.addAll(IndexCheck.of(folder, notes));
        }
        return new AuditReport(report.events(), report.newest(), report.checkpoints(), findings, notes);
    }

    /** Where checkpoints bear an SM2 signature beside the log's own, it is checked too. */
    private static AuditReport secondLine(Path folder, Optional<Path> named, AuditReport report) throws IOException {
        Path file = named.isPresent() ? present(named.get()) : folder.resolve(SecondKey.FILE);
        if (!Files.exists(file)) {
            return report;
        }
        List<String> notes = new ArrayList<>(report.notes());
        List<AuditReport.Finding> findings = new ArrayList<>(report.findings());
        findings.addAll(SecondKey.parse(Files.readString(file)).check(folder, new BouncyCastleSuites().of(Suite.SM)::verify, notes));
        return new AuditReport(report.events(), report.newest(), report.checkpoints(), findings, notes);
    }

    private static List<Checkpoint> checkpoints(Path kept) throws IOException {
        List<Checkpoint> checkpoints = new ArrayList<>();
        try (Stream<Path> files = Files.isDirectory(kept) ? Files.list(kept).filter(file -> file.toString().endsWith(".checkpoint")) : Stream.of(present(kept))) {
            for (Path file : files.toList()) {
                checkpoints.add(Checkpoint.parse(Files.readString(file)));
            }
        }
        return checkpoints;
    }

    static List<WitnessKey> witnessKeys(List<String> named) throws IOException {
        List<WitnessKey> keys = new ArrayList<>();
        for (String each : Optional.ofNullable(named).orElse(List.of())) {
            keys.add(WitnessKey.parse(Files.isRegularFile(Path.of(each)) ? Files.readString(Path.of(each)) : each));
        }
        return keys;
    }

    @Command(name = "show", header = "Show one event with the proof that it is in the log")
    int show(@Parameters(paramLabel = "INDEX") long index, @Option(names = "--log", paramLabel = "DIR", description = LOG) Optional<Path> log) {
        LogReader reader = LogReader.of(folder(log));
        LogReader.InclusionProof proof = reader.prove(new LogIndex(index));
        if (reader.disposedBy(index).isPresent()) {
            return disposed(index, reader.disposedBy(index).get(), proof);
        }
        LogReader.Entry entry = reader.find(new LogIndex(index)).orElseThrow();
        boolean proven = proof.holds() && java.util.Arrays.equals(proof.leafHash(), entry.leafHash());
        out().println(new String(entry.line(), StandardCharsets.UTF_8));
        out().println("leaf hash  " + HexFormat.of().formatHex(entry.leafHash()));
        path(proof);
        out().println(proven ? "The event is in the tree of the newest checkpoint."
                : "The event is NOT in the tree of the newest checkpoint: run 'bin/datong audit verify'.");
        return proven ? 0 : 1;
    }

    private int disposed(long index, long event, LogReader.InclusionProof proof) {
        out().println("leaf hash  " + HexFormat.of().formatHex(proof.leafHash()));
        path(proof);
        out().println("Event " + index + " was disposed of by event " + event + ". " + (proof.holds() ? "Its hash is in the tree of the newest checkpoint."
                : "Its hash is NOT in the tree of the newest checkpoint: run 'bin/datong audit verify'."));
        return proof.holds() ? 0 : 1;
    }

    private void path(LogReader.InclusionProof proof) {
        proof.path().forEach(hash -> out().println("path       " + HexFormat.of().formatHex(hash)));
        out().println("root       " + HexFormat.of().formatHex(proof.checkpoint().root()) + " over " + proof.checkpoint().size() + " events");
    }

    @Command(name = "checkpoint", header = "Print the newest checkpoint, to be kept outside the hub")
    int checkpoint(@Option(names = "--log", paramLabel = "DIR", description = LOG) Optional<Path> log) {
        out().print(LogReader.of(folder(log)).checkpoint().note());
        out().flush();
        return 0;
    }

    @Command(name = "compare", header = "From outside: does a log still go on from a checkpoint that was kept?",
            description = "Needs the address of the log's public part, its public key and an old checkpoint. Exit code 0: it does; 1: it was cut, forked or altered.")
    int compare(@Parameters(paramLabel = "URL", description = "such as https://hub.example/log/") URI prefix,
            @Option(names = "--key", paramLabel = "FILE", required = true, description = "The log's public key, kept outside the hub") Path key,
            @Option(names = "--checkpoint", paramLabel = "FILE", required = true, description = "The checkpoint that was kept") Path kept,
            @Option(names = "--keep", description = "Put the new checkpoint in the old one's place if the log goes on from it") boolean keep) throws IOException {
        RemoteLog.Comparison comparison = new RemoteLog(new HttpLog(prefix), LogKey.parse(Files.readString(present(key)))).compare(Checkpoint.parse(Files.readString(present(kept))));
        comparison.finding().ifPresent(finding -> out().println(finding.kind() + ": " + finding.message()));
        if (comparison.finding().isEmpty()) {
            out().println("SOUND: the log of " + comparison.now().size() + " events goes on from the checkpoint that was kept.");
            if (keep) {
                Files.writeString(kept, comparison.now().note());
            }
        }
        return comparison.finding().isEmpty() ? 0 : 1;
    }

    private void print(AuditReport report, Path folder, LogKey key, double seconds) {
        out().println("log        " + folder);
        out().println("key        " + key);
        out().printf("events     %d, read in %.1f s%n", report.events(), seconds);
        report.newest().ifPresent(newest -> out().println("checkpoint over " + newest.size() + " events, root "
                + Base64.getEncoder().encodeToString(newest.root())));
        out().println("compared   with " + report.checkpoints() + " signed checkpoints");
        report.notes().forEach(note -> out().println("note: " + note));
        report.findings().forEach(finding -> out().println(finding.kind() + ": " + finding.message()));
        out().println(report.sound() ? "SOUND: every event is the one that was signed, in its place."
                : "ALTERED: " + report.findings().size() + " finding(s). Keep the folder as it is, and compare it with its backup.");
    }

    static Path folder(Optional<Path> named) {
        return named.orElseGet(() -> Path.of(Optional.ofNullable(System.getenv("DATONG_DATA")).orElse("data"), "audit"));
    }

    static Path present(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("there is no file " + file);
        }
        return file;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
