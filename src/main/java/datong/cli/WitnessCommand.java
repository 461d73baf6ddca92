package datong.cli;

import datong.audit.Ed25519Signer;
import datong.audit.LogKey;
import datong.audit.WitnessBook;
import datong.audit.http.WitnessServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What another office runs to witness the audit logs of hubs. */
@Command(name = "witness", header = "Run a witness of audit logs, in another office than the hub's",
        description = "Cosigns each checkpoint that goes on from the one before, and no other (c2sp.org/tlog-witness). Prints its key, which the hub's settings name.")
final class WitnessCommand implements java.util.concurrent.Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--name", paramLabel = "NAME", required = true, description = "e.g. witness.example/audit-office")
    private String name;

    @Option(names = "--folder", paramLabel = "DIR", required = true, description = "Holds the witness's key and what it cosigned last; back it up, and never set it back")
    private Path folder;

    @Option(names = "--log", paramLabel = "FILE", required = true, description = "log.key of a log that is witnessed; may be given several times")
    private List<Path> logs;

    @Option(names = "--address", paramLabel = "HOST", defaultValue = "127.0.0.1", description = "Default: ${DEFAULT-VALUE}; put a web server with TLS before it")
    private String address;

    @Option(names = "--port", defaultValue = "8190", description = "Default: ${DEFAULT-VALUE}")
    private int port;

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (WitnessServer server = open()) {
            spec.commandLine().getOut().println("listening at " + address + ":" + server.port() + "/add-checkpoint");
            new CountDownLatch(1).await();
        }
        return 0;
    }

    WitnessServer open() throws IOException {
        List<LogKey> keys = new ArrayList<>();
        for (Path log : logs) {
            keys.add(LogKey.parse(Files.readString(log)));
        }
        WitnessBook book = new WitnessBook(folder, signer(), keys, Clock.systemUTC());
        spec.commandLine().getOut().println("key " + book.key());
        return new WitnessServer(book, new InetSocketAddress(address, port));
    }

    private Ed25519Signer signer() throws IOException {
        Path file = folder.resolve("witness.key");
        if (Files.exists(file)) {
            return Ed25519Signer.parse(name, Files.readString(file));
        }
        Files.createDirectories(folder);
        Ed25519Signer fresh = Ed25519Signer.generate(name);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, fresh.text());
        return fresh;
    }
}
