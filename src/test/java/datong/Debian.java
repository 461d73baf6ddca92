package datong;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What tests need of the machine, fetched by themselves where they may: as root, with Debian's package manager. */
public final class Debian {
    private static final Path LOG = Path.of("target/apt-get.log");

    private Debian() {}

    /** One at a time: so does the package manager. @return false if nothing may be installed here; @throws IllegalStateException if it was tried and failed */
    public static synchronized boolean install(String... packages) throws IOException, InterruptedException {
        if (!"root".equals(System.getProperty("user.name")) || !Files.isExecutable(Path.of("/usr/bin/apt-get"))) {
            return false;
        }
        run(List.of("apt-get", "-q", "update"));
        run(Stream.concat(Stream.of("apt-get", "-q", "install", "-y", "--no-install-recommends"), Stream.of(packages)).toList());
        return true;
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(LOG.toFile()).start();
        if (!process.waitFor(10, TimeUnit.MINUTES) || process.exitValue() != 0) {
            process.destroy();
            throw new IllegalStateException(String.join(" ", command) + " failed, see " + LOG);
        }
    }
}
