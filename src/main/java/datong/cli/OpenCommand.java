package datong.cli;

import datong.protection.bouncycastle.RecipientKey;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The recipient's side: needs nothing of the hub but this command and the recipient's own private key. */
@Command(name = "open", header = "Open a sealed release, or the sealed items in a text file, with the recipient's private key")
final class OpenCommand implements Callable<Integer> {
    private static final String SEALED_FILE = ".p7m";
    private static final long LARGEST_KEY = 1 << 20;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FILE", description = "NAME.p7m, or a text with sealed items (CSV, JSON, one a line)")
    private Path file;

    @Option(names = "--key", required = true, paramLabel = "KEY.pem", description = "The recipient's private key: P-256, RSA or SM2")
    private Path key;

    @Option(names = "--passphrase-file", paramLabel = "FILE", description = "What the private key is kept with")
    private Optional<Path> passphrase;

    @Option(names = "--to", paramLabel = "FILE", description = "Where the opened file goes; default: NAME without .p7m, NAME.opened for a text")
    private Optional<Path> target;

    @Override
    public Integer call() throws IOException {
        RecipientKey recipient = RecipientKey.pem(text(key), passphrase.isPresent() ? Optional.of(text(passphrase.get()).strip().toCharArray()) : Optional.empty());
        boolean whole = file.toString().endsWith(SEALED_FILE);
        Path to = target.orElseGet(() -> file.resolveSibling(whole ? name().substring(0, name().length() - SEALED_FILE.length()) : name() + ".opened"));
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(file + " is not there");
        }
        if (Files.exists(to)) {
            throw new IllegalArgumentException(to + " is there already; name another file with --to");
        }
        long items = open(recipient, whole, to);
        spec.commandLine().getOut().println(whole ? file + " is opened and whole: " + to : items + " sealed items of " + file + " are opened: " + to);
        return 0;
    }

    /** What does not open as a whole leaves nothing behind. */
    private long open(RecipientKey recipient, boolean whole, Path to) throws IOException {
        Path opening = Files.createTempFile(to.toAbsolutePath().getParent(), ".opening", "", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            long items = whole ? openFile(recipient, opening) : openItems(recipient, opening);
            Files.move(opening, to);
            return items;
        } finally {
            Files.deleteIfExists(opening);
        }
    }

    private long openFile(RecipientKey recipient, Path opening) throws IOException {
        try (InputStream sealed = Files.newInputStream(file); OutputStream plain = Files.newOutputStream(opening, StandardOpenOption.TRUNCATE_EXISTING)) {
            recipient.open(sealed, plain);
            return 1;
        }
    }

    private long openItems(RecipientKey recipient, Path opening) throws IOException {
        SealedItems items = new SealedItems(recipient::openItem, SealedItems.Form.of(name()));
        try (BufferedReader sealed = Files.newBufferedReader(file); Writer plain = Files.newBufferedWriter(opening)) {
            for (String line = sealed.readLine(); line != null; line = sealed.readLine()) {
                plain.write(items.open(line));
                plain.write('\n');
            }
        }
        if (items.opened() == 0) {
            throw new IllegalArgumentException("there is no sealed item in " + file + "; a sealed release ends in " + SEALED_FILE);
        }
        return items.opened();
    }

    private String name() {
        return file.getFileName().toString();
    }

    private static String text(Path file) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) > LARGEST_KEY) {
            throw new IllegalArgumentException(file + " is not there, or is no key");
        }
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}
