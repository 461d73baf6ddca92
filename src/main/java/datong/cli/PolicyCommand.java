package datong.cli;

import datong.policy.ranger.PolicyFolder;
import datong.policy.yaml.ExpectFiles;
import datong.publication.yaml.PublicationFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks the folder of policies as the hub would when it changes. */
@Command(name = "policy", header = "Check policies, grants, publications and their expectations", synopsisSubcommandLabel = "COMMAND")
final class PolicyCommand {
    @Spec
    private CommandSpec spec;

    @Command(name = "lint", header = "Load policies/ strictly and run every expectation", description = "Exit code 0: all good; 1: problems, each with file and line.")
    int lint(@Option(names = StewardFolders.OPTION, paramLabel = "DIR", description = StewardFolders.MEANING) Optional<Path> config) throws IOException {
        StewardFolders folders = StewardFolders.open(config, Clock.systemUTC());
        List<String> problems = new ArrayList<>();
        new PublicationFolder(folders.policies().resolve("publications")).refresh().forEach(problem -> problems.add(problem.toString()));
        int expectations = 0;
        try (PolicyFolder policies = folders.openPolicies()) {
            policies.problems().forEach(problem -> problems.add(problem.toString()));
            if (policies.problems().isEmpty()) {
                ExpectFiles.Outcome outcome = new ExpectFiles(folders.policies(), policies, policies, folders.schema()).run();
                expectations = outcome.expectations();
                outcome.failures().forEach(failure -> problems.add(failure.toString()));
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        problems.forEach(out::println);
        out.printf("%d expectations tried: %s%n", expectations, problems.isEmpty() ? "all good" : problems.size() + " problem(s)");
        return problems.isEmpty() ? 0 : 1;
    }
}
