package datong.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks the folder of mappings as the hub would at its next start. */
@Command(name = "mapping", header = "Check mappings, extensions and their examples", synopsisSubcommandLabel = "COMMAND")
final class MappingCommand {
    @Spec
    private CommandSpec spec;

    @Command(name = "lint", header = "Read every mapping and extension, and run every example", description = "Exit code 0: all good; 1: problems, each with file and line.")
    int lint(@Option(names = StewardFolders.OPTION, paramLabel = "DIR", description = StewardFolders.MEANING) Optional<Path> config) throws IOException {
        StewardFolders folders = StewardFolders.open(config, Clock.systemUTC());
        List<String> problems = folders.mappingProblems();
        PrintWriter out = spec.commandLine().getOut();
        problems.forEach(out::println);
        out.printf("%d mappings in %d datasets, %d files of examples: %s%n", folders.mappings().all().size(), folders.mappings().datasets().all().size(),
                folders.exampleFiles().size(), problems.isEmpty() ? "all good" : problems.size() + " problem(s)");
        return problems.isEmpty() ? 0 : 1;
    }
}
