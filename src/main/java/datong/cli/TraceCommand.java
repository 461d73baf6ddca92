package datong.cli;

import datong.protection.CryptoSuites;
import datong.protection.KeyPurpose;
import datong.protection.KeyRing;
import datong.protection.bouncycastle.BouncyCastleSuites;
import datong.protection.keeper.KeyKeepers;
import datong.publication.CanaryRegister;
import datong.publication.TableFormat;
import datong.publication.parquet.ParquetTable;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Whose copy a leaked file is, or a part of one. */
@Command(name = "trace", header = "Name the recipient of a leaked file by the canary records in it")
final class TraceCommand implements Callable<Integer> {
    /** What parts cells in CSV, NDJSON and most other texts. */
    private static final Pattern BETWEEN = Pattern.compile("[,;|\\t\"{}\\[\\]]+|:(?=[\" ])|\\s+");
    private final CryptoSuites suites = new BouncyCastleSuites();

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FILE", description = "Parquet by its ending; anything else is read as text: CSV, NDJSON, a part of either")
    private Path file;

    @Option(names = "--ring", paramLabel = "DIR", description = KeysCommand.RING)
    private Optional<Path> ring;

    @Option(names = "--releases", paramLabel = "DIR", description = "Folder of the releases; default: releases in DATONG_DATA")
    private Optional<Path> releases;

    @Override
    public Integer call() throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(file + " is not there");
        }
        KeyRing keys = KeyRing.open(KeysCommand.folder(ring), suites, KeyKeepers.ofEnvironment());
        if (keys.versions(KeyPurpose.WATERMARK).isEmpty()) {
            throw new IllegalArgumentException("the ring has no key for watermarks yet: no release has canaries");
        }
        Path folder = releases.orElseGet(() -> Path.of(Optional.ofNullable(System.getenv("DATONG_DATA")).orElse("data")).resolve("releases"));
        CanaryRegister.Search search = new CanaryRegister(folder, keys.digest(KeyPurpose.WATERMARK)).search();
        if (file.toString().endsWith(".parquet")) {
            parquet(search);
        } else {
            text(search);
        }
        List<CanaryRegister.Traced> traced = search.traced();
        traced.forEach(one -> spec.commandLine().getOut().printf("%s: %d of its %d marks%n", one.words(), one.marks(), one.known()));
        if (traced.isEmpty()) {
            spec.commandLine().getOut().println("no canary of any release was found in " + file + "; a part of a release may hold none");
        }
        return traced.isEmpty() ? 1 : 0;
    }

    private void parquet(CanaryRegister.Search search) throws IOException {
        new ParquetTable().read(file, new TableFormat.RowReader() {
            @Override
            public void columns(List<String> names) {
                // any column may carry a mark
            }

            @Override
            public void row(List<String> cells) {
                search.row(cells);
            }
        });
    }

    /** Malformed bytes become marks of nothing; a leaked file may have been anywhere. */
    private void text(CanaryRegister.Search search) throws IOException {
        try (BufferedReader in = new BufferedReader(new java.io.InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                search.row(cells(line));
                BETWEEN.splitAsStream(line).forEach(search::cell);
            }
        }
    }

    /** Of a line of CSV; of other texts it gives nothing that is looked for. */
    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int at = 0; at < line.length(); at++) {
            char letter = line.charAt(at);
            if (letter == '"') {
                boolean doubled = quoted && at + 1 < line.length() && line.charAt(at + 1) == '"';
                cell.append(doubled ? "\"" : "");
                at += doubled ? 1 : 0;
                quoted = doubled || !quoted;
            } else if (letter == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(letter);
            }
        }
        cells.add(cell.toString());
        return cells;
    }
}
