package datong.cli;

import datong.catalogue.CollectionCheck;
import datong.catalogue.DatasetEntry;
import datong.catalogue.yaml.CatalogueFolder;
import datong.source.Format;
import datong.source.StreamingReaders;
import datong.source.UnreadableSource;
import datong.studio.DraftDesk;
import datong.studio.Sampling;
import datong.studio.yaml.SynonymFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks the catalogue in the stewards' folders. */
@Command(name = "catalogue", header = "What can be had by sharing instead of collecting it again", synopsisSubcommandLabel = "COMMAND")
final class CatalogueCommand {
    private static final Format ANY = new Format(Format.Type.AUTO, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Set.of(), 0, List.of(), List.of());
    @Spec
    private CommandSpec spec;

    @Command(name = "check", header = "Compare a form or a source with the announced items that are shared",
            description = {"FILE is a table whose columns are looked at (CSV, XLSX, JSON), or a .txt with a column a line; no value is shown.",
                "Exit code 0: nothing can be had by sharing; 1: DUPLICATE_COLLECTION, apply for it or justify it; 2: the file cannot be read."})
    int check(@Parameters(paramLabel = "FILE") Path file, @Option(names = StewardFolders.OPTION, paramLabel = "DIR", description = StewardFolders.MEANING) Optional<Path> config)
            throws IOException, UnreadableSource {
        StewardFolders folders = StewardFolders.open(config, Clock.systemUTC());
        DraftDesk desk = new DraftDesk(folders::schema, folders.extensions()::codeTables, () -> SynonymFiles.withDistrict(folders.config().resolve("mappings/synonyms.yaml")), folders.mappings(),
                folders.clock());
        List<DatasetEntry> shareable = CollectionCheck.shareable(folders.mappings().datasets().all(), folders.schema(), new CatalogueFolder(folders.config().resolve("mappings/catalogue")).register());
        CollectionCheck.Result result = new CollectionCheck(desk::proposal).check(file.getFileName().toString(), columns(file, desk), shareable);
        print(result);
        return result.duplicates().isEmpty() ? 0 : 1;
    }

    private static List<String> columns(Path file, DraftDesk desk) throws IOException, UnreadableSource {
        String name = file.getFileName().toString();
        return name.endsWith(".txt") ? Files.readAllLines(file) : new Sampling(new StreamingReaders(), desk.vocabulary()).take(file, name, ANY, 1).columns();
    }

    private void print(CollectionCheck.Result result) {
        PrintWriter out = spec.commandLine().getOut();
        for (CollectionCheck.Duplicate duplicate : result.duplicates()) {
            out.printf("DUPLICATE_COLLECTION %s: %s.%s (%s) is shared by %s%n", duplicate.column(), result.element().code(), duplicate.item().name(), duplicate.item().chinese(),
                    duplicate.sources().stream().map(entry -> entry.dataset().code() + " " + entry.dataset().chinese()).collect(Collectors.joining(", ")));
        }
        result.others().forEach(column -> out.println("not shared by anybody: " + column));
        out.println(result.duplicates().isEmpty() ? "nothing of it can be had by sharing"
                : result.duplicates().size() + " of " + (result.duplicates().size() + result.others().size()) + " can be had by sharing: apply on the page Sharing, or justify on the page Catalogue");
    }
}
