package datong.policy.yaml;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** What every version of the policies said, and which is in force: for a comparison later, and for the next start. */
public final class PolicyVersions {
    private static final int KEPT = 200;
    private static final String IN_FORCE = "in-force";
    private final Path folder;

    /** @param folder one folder below it for each version, {@code in-force} names one */
    public PolicyVersions(Path folder) {
        this.folder = folder;
    }

    /** Whole or not at all; the oldest go when there are more than 200. */
    public void keep(PolicySet set) throws IOException {
        Path place = place(set.version());
        if (Files.isDirectory(place)) {
            return;
        }
        Path unfinished = folder.resolve("." + UUID.randomUUID());
        for (var file : set.files().entrySet()) {
            Path copy = unfinished.resolve(file.getKey());
            Files.createDirectories(copy.getParent());
            Files.writeString(copy, file.getValue());
        }
        Files.move(unfinished, place, StandardCopyOption.ATOMIC_MOVE);
        forgetTheOldest();
    }

    public Optional<Path> find(String version) {
        return version.matches("[0-9a-f]{32}") && Files.isDirectory(place(version)) ? Optional.of(place(version)) : Optional.empty();
    }

    public Optional<String> inForce() throws IOException {
        Path named = folder.resolve(IN_FORCE);
        return Files.isRegularFile(named) ? Optional.of(Files.readString(named).strip()) : Optional.empty();
    }

    public void inForce(String version) throws IOException {
        Path unfinished = folder.resolve("." + UUID.randomUUID());
        Files.writeString(unfinished, version + "\n");
        Files.move(unfinished, folder.resolve(IN_FORCE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private Path place(String version) {
        return folder.resolve(version);
    }

    private void forgetTheOldest() throws IOException {
        String inForce = inForce().orElse("");
        for (Path old : newestFirst().stream().skip(KEPT).filter(version -> !version.getFileName().toString().equals(inForce)).toList()) {
            try (Stream<Path> all = Files.walk(old)) {
                for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private List<Path> newestFirst() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(Files::isDirectory).sorted(Comparator.comparing((Path version) -> version.toFile().lastModified()).reversed()).toList();
        }
    }
}
