package datong.cli;

import datong.policy.AccessRequest;
import datong.policy.Action;
import datong.policy.Decision;
import datong.policy.Subject;
import datong.policy.Subjects;
import datong.policy.ranger.PolicyFolder;
import datong.schema.Dataset;
import datong.schema.DatasetCode;
import datong.schema.ItemDefinition;
import datong.schema.ItemName;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks the policies what a subject would see, and touches no data. */
@Command(name = "simulate", header = "Ask the policies what somebody would see of a dataset, and why",
        description = "Reads no record and counts no use: today's volume is taken as nothing. Exit code 0: permitted; 1: refused.")
final class SimulateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "SUBJECT", description = "Id of policies/subjects.yaml")
    private String subject;

    @Parameters(index = "1", paramLabel = "DATASET", description = "Code of a dataset")
    private String dataset;

    @Option(names = "--purpose", paramLabel = "CODE", required = true, description = "Code of policies/purposes.yaml")
    private String purpose;

    @Option(names = "--action", paramLabel = "ACTION", defaultValue = "QUERY", description = "${COMPLETION-CANDIDATES}; default: QUERY")
    private Action action;

    @Option(names = "--items", paramLabel = "ITEM", split = ",", description = "Default: every item the dataset fills")
    private List<String> items = List.of();

    @Option(names = "--scene", paramLabel = "CODE", description = "Scene stated by the caller")
    private Optional<String> scene = Optional.empty();

    @Option(names = "--case", paramLabel = "NUMBER", description = "Case on whose behalf")
    private Optional<String> caseNumber = Optional.empty();

    @Option(names = "--rows", paramLabel = "N", defaultValue = "1", description = "Rows asked for; default: 1")
    private int rows;

    @Option(names = StewardFolders.OPTION, paramLabel = "DIR", description = StewardFolders.MEANING)
    private Optional<Path> config = Optional.empty();

    @Mixin
    private PoliciesFrom from = new PoliciesFrom();

    @Override
    public Integer call() {
        Clock clock = Clock.systemUTC();
        StewardFolders folders = StewardFolders.open(config, clock);
        try (PolicyFolder policies = folders.openPolicies(from)) {
            if (!policies.problems().isEmpty()) {
                throw new IllegalArgumentException("the policies are refused; run 'bin/datong policy lint': " + policies.problems().getFirst());
            }
            Dataset known = dataset(folders);
            List<ItemDefinition> asked = asked(folders, known);
            Set<ItemName> names = asked.stream().map(ItemDefinition::name).collect(Collectors.toCollection(LinkedHashSet::new));
            Decision decision = policies.decide(new AccessRequest(subject(policies), known.code(), known.element(), names, action, purpose, scene,
                    caseNumber, rows, clock.instant()));
            return switch (decision) {
                case Decision.Denied denied -> print(denied);
                case Decision.Permitted permitted -> print(permitted, asked);
            };
        }
    }

    private Subject subject(Subjects subjects) {
        return subjects.find(subject).orElseThrow(() -> new IllegalArgumentException("policies/subjects.yaml knows no '" + subject + "'; it knows "
                + subjects.all().stream().map(Subject::id).collect(Collectors.joining(", "))));
    }

    private Dataset dataset(StewardFolders folders) {
        return folders.mappings().datasets().find(new DatasetCode(dataset)).orElseThrow(() -> new IllegalArgumentException("no mapping feeds a dataset '" + dataset
                + "'; there are " + folders.mappings().datasets().all().stream().map(known -> known.code().value()).collect(Collectors.joining(", "))));
    }

    private List<ItemDefinition> asked(StewardFolders folders, Dataset known) {
        if (items.isEmpty()) {
            return folders.schema().element(known.element()).items().stream().filter(item -> known.items().contains(item.name())).toList();
        }
        return items.stream().map(name -> folders.schema().item(known.element(), new ItemName(name)).orElseThrow(() ->
                new IllegalArgumentException(known.element().code() + " has no item '" + name + "'; docs/SCHEMA.md lists them"))).toList();
    }

    private int print(Decision.Denied denied) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("REFUSED by the check " + denied.check() + ": " + denied.reason());
        out.println("rule       " + denied.rule());
        out.println("policies   " + denied.policyVersion() + ", " + from.words());
        return 1;
    }

    private int print(Decision.Permitted permitted, List<ItemDefinition> asked) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("PERMITTED");
        out.println("rule       " + permitted.rule());
        out.println("policies   " + permitted.policyVersion() + ", " + from.words());
        out.println("rows       " + permitted.scope().words());
        permitted.obligations().forEach(obligation -> out.println("obligation " + obligation));
        for (ItemDefinition item : asked) {
            out.printf("%-4s %-28s %s%s%n", item.level(), item.name(), permitted.treatments().get(item.name()).word(),
                    permitted.lookups().contains(item.name()) ? ", may be matched by equality" : "");
        }
        return 0;
    }
}
