package datong.cli;

import datong.audit.LogReader;
import datong.policy.ranger.PolicyFolder;
import datong.policy.yaml.ExpectFiles;
import datong.publication.yaml.PublicationFolder;
import datong.statistics.yaml.OfferFolder;
import datong.subscription.yaml.SubscriptionFolder;
import datong.review.PastQuestion;
import datong.review.PastQuestions;
import datong.review.PolicyDiff;
import datong.review.PolicyFiles;
import datong.review.UnusedRights;
import datong.schema.Dataset;
import datong.schema.ItemName;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks the folder of policies as the hub would when it changes. */
@Command(name = "policy", header = "Check policies, grants, publications and their expectations", synopsisSubcommandLabel = "COMMAND")
final class PolicyCommand {
    @Spec
    private CommandSpec spec;

    @Command(name = "lint", header = "Load policies/ strictly and run every expectation", description = "Exit code 0: all good; 1: problems, each with file and line.")
    int lint(@Option(names = StewardFolders.OPTION, paramLabel = "DIR", description = StewardFolders.MEANING) Optional<Path> config, @Mixin PoliciesFrom from) throws IOException {
        StewardFolders folders = StewardFolders.open(config, Clock.systemUTC());
        List<String> problems = new ArrayList<>();
        new PublicationFolder(folders.policies().resolve("publications")).refresh().forEach(problem -> problems.add(problem.toString()));
        new OfferFolder(folders.policies().resolve("statistics")).refresh().forEach(problem -> problems.add(problem.toString()));
        new SubscriptionFolder(folders.policies().resolve("subscriptions")).refresh().forEach(problem -> problems.add(problem.toString()));
        int expectations = 0;
        try (PolicyFolder policies = folders.openPolicies(from)) {
            policies.problems().forEach(problem -> problems.add(problem.toString()));
            if (policies.problems().isEmpty()) {
                ExpectFiles.Outcome outcome = new ExpectFiles(folders.policies(), policies, policies, folders.schema()).run();
                expectations = outcome.expectations();
                outcome.failures().forEach(failure -> problems.add(failure.toString()));
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        problems.forEach(out::println);
        out.printf("%d expectations tried: %s (%s)%n", expectations, problems.isEmpty() ? "all good" : problems.size() + " problem(s)", from.words());
        return problems.isEmpty() ? 0 : 1;
    }

    @Command(name = "diff", header = "Ask past questions again under a proposed folder of policies, and show what would differ",
            description = "The questions are those of the audit log; each is asked at the same hour of the week before now. Exit code 0: no difference; 1: differences.")
    int diff(@Parameters(paramLabel = "PROPOSED", description = "A changed copy of policies/") Path proposed,
            @Option(names = "--days", defaultValue = "30", description = "How far back; default: ${DEFAULT-VALUE}") int days,
            @Option(names = "--log", paramLabel = "DIR", description = AuditCommand.LOG) Optional<Path> log,
            @Option(names = StewardFolders.OPTION, paramLabel = "DIR", description = StewardFolders.MEANING) Optional<Path> config, @Mixin PoliciesFrom from) {
        Clock clock = Clock.systemUTC();
        StewardFolders folders = StewardFolders.open(config, clock);
        Map<PastQuestion, PastQuestion.Asked> questions = new PastQuestions(LogReader.of(AuditCommand.folder(log))).since(clock.instant().minus(Duration.ofDays(days)));
        try (PolicyFolder inForce = good(folders.openPolicies(from)); PolicyFolder changed = good(folders.openPolicies(proposed, from))) {
            PolicyDiff.Report report = compared(folders, inForce, changed, questions, clock);
            print(report, days, from);
            return report.changes().isEmpty() ? 0 : 1;
        }
    }

    @Command(name = "unused", header = "Propose narrower grants: without the items that nobody was shown for a while",
            description = "What was shown is read from the audit log; each proposal is asked the same past questions. Exit code 0: every right is used; 1: proposals.")
    int unused(@Option(names = "--days", defaultValue = "90", description = "How long an item may lie unread; default: ${DEFAULT-VALUE}") int days,
            @Option(names = "--log", paramLabel = "DIR", description = AuditCommand.LOG) Optional<Path> log,
            @Option(names = StewardFolders.OPTION, paramLabel = "DIR", description = StewardFolders.MEANING) Optional<Path> config, @Mixin PoliciesFrom from) {
        Clock clock = Clock.systemUTC();
        Instant since = clock.instant().minus(Duration.ofDays(days));
        StewardFolders folders = StewardFolders.open(config, clock);
        PastQuestions past = new PastQuestions(LogReader.of(AuditCommand.folder(log)));
        UnusedRights rights = new UnusedRights(since);
        past.each(since, rights::saw);
        PolicyFiles files = new PolicyFiles(folders.policies());
        try (PolicyFolder inForce = good(folders.openPolicies(from)); PolicyFiles.Scratch copy = files.copy()) {
            List<UnusedRights.Unused> found = rights.of(inForce.grants(), clock.instant());
            for (UnusedRights.Unused unused : found) {
                String narrower = UnusedRights.narrower(files.text(unused.grant().file()).orElseThrow(), unused);
                copy.files().write(unused.grant().file(), Optional.of(narrower));
                propose(unused, narrower, days);
            }
            if (found.isEmpty()) {
                spec.commandLine().getOut().printf("every item that a grant opens was read in the last %d days (%s)%n", days, from.words());
                return 0;
            }
            try (PolicyFolder proposed = good(folders.openPolicies(copy.files().folder(), from))) {
                print(compared(folders, inForce, proposed, past.since(since), clock), days, from);
            }
            return 1;
        }
    }

    private void propose(UnusedRights.Unused unused, String narrower, int days) {
        spec.commandLine().getOut().printf("%s: not read in the last %d days: %s%n--- policies/%s, proposed%n%s---%n", unused.grant().name(), days,
                unused.items().stream().map(ItemName::value).collect(Collectors.joining(", ")), unused.grant().file(), narrower);
    }

    private static PolicyDiff.Report compared(StewardFolders folders, PolicyFolder inForce, PolicyFolder changed, Map<PastQuestion, PastQuestion.Asked> questions, Clock clock) {
        return new PolicyDiff(inForce.rehearsal().orElseThrow(), changed.rehearsal().orElseThrow(),
                code -> folders.mappings().datasets().find(code).map(Dataset::element), clock.instant()).of(questions.entrySet());
    }

    private static PolicyFolder good(PolicyFolder policies) {
        if (!policies.problems().isEmpty()) {
            policies.close();
            throw new IllegalArgumentException("the policies are refused: " + policies.problems().getFirst());
        }
        return policies;
    }

    private void print(PolicyDiff.Report report, int days, PoliciesFrom from) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf("%,d questions of the last %d days were asked again; %,d would be answered differently (%,d records, %,d persons were shown by them); %s%n",
                report.asked().questions(), days, report.changed().questions(), report.changed().records(), report.changed().persons(), from.words());
        report.changes().forEach((change, asked) -> out.printf("%-18s %s  %s.%s  %s -> %s  (%,d questions, %,d records, %,d persons)%n", change.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                change.organisation(), change.dataset(), change.item().map(ItemName::value).orElse("rows"), change.was(), change.is(), asked.questions(), asked.records(), asked.persons()));
    }
}
