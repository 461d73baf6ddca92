package datong.publication.yaml;

import datong.publication.Publication;
import datong.publication.PublicationProblem;
import datong.publication.Publications;
import datong.schema.yaml.YamlFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The folder of publication files: the last good state of each is in force, a deleted one is not. */
public final class PublicationFolder implements Publications {
    private static final String ENDING = ".publication.yaml";
    private final Path folder;
    private volatile Map<String, Publication> inForce = Map.of();

    /** @param folder {@code policies/publications}; may be missing */
    public PublicationFolder(Path folder) {
        this.folder = folder;
    }

    /** Looks at the folder again; returns what is wrong with the files that were not taken. */
    public synchronized List<PublicationProblem> refresh() throws IOException {
        Map<String, Publication> next = new TreeMap<>();
        List<PublicationProblem> problems = new ArrayList<>();
        for (Path file : YamlFiles.in(folder, ENDING)) {
            String name = file.getFileName().toString().replace(ENDING, "");
            String shown = "policies/publications/" + file.getFileName();
            List<PublicationProblem> wrong = new ArrayList<>();
            Optional<Publication> read = new PublicationReader(shown, name, folder, wrong).read(Files.readString(file));
            problems.addAll(wrong);
            read.or(() -> find(name)).ifPresent(publication -> next.put(name, publication));
        }
        inForce = next;
        return problems;
    }

    @Override
    public Optional<Publication> find(String name) {
        return Optional.ofNullable(inForce.get(name));
    }

    @Override
    public List<Publication> all() {
        return List.copyOf(inForce.values());
    }
}
