package datong.cli;

import datong.anonymity.Anonymised;
import datong.anonymity.Anonymiser;
import datong.anonymity.Criterion;
import datong.anonymity.Hierarchies;
import datong.anonymity.Hierarchy;
import datong.anonymity.Measured;
import datong.anonymity.Model;
import datong.anonymity.Presence;
import datong.anonymity.QuasiIdentifier;
import datong.anonymity.Risk;
import datong.anonymity.Solution;
import datong.anonymity.Table;
import datong.anonymity.csv.CsvFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures a CSV as an attacker would find it, and tries what making it coarser would give, before anything is published. */
@Command(name = "risk", header = "How likely somebody is found again in a CSV, as it stands and made coarser",
        description = {"Shows counts only, writes nothing. The file is UTF-8 with names in its first line.",
                "Exit code 0: as it stands or made coarser it keeps k and l; 1: it does not; 2: it cannot be read."})
final class RiskCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FILE", description = "A table")
    private Path file;

    @Option(names = "--quasi", required = true, split = ",", mapFallbackValue = "whole", paramLabel = "COLUMN[=HIERARCHY]", description = "Quasi-identifiers; HIERARCHY is whole (default), division, date, age, address, "
            + "occupation, or a file as ARX writes it: a value and its coarser forms in each line")
    private Map<String, String> quasi;

    @Option(names = "--sensitive", split = ",", paramLabel = "COLUMN", description = "What nobody may learn; at least two different values in each class")
    private List<String> sensitive = List.of();

    @Option(names = "--k", defaultValue = "5", description = "Fewest rows that look alike; default: ${DEFAULT-VALUE}")
    private int k;

    @Option(names = "--suppress", defaultValue = "0.04", description = "Share of the rows that may be left out; default: ${DEFAULT-VALUE}")
    private double suppress;

    @Option(names = "--population", paramLabel = "FILE", description = "A table with the same quasi-identifiers that holds every row and more")
    private Optional<Path> population = Optional.empty();

    @Override
    public Integer call() throws IOException {
        Table table = CsvFiles.table(file);
        List<QuasiIdentifier> chosen = new ArrayList<>();
        for (Map.Entry<String, String> each : quasi.entrySet()) {
            table.column(each.getKey());
            chosen.add(new QuasiIdentifier(each.getKey(), hierarchy(each.getValue())));
        }
        Model model = new Model(k, chosen, sensitive.stream().<Criterion>map(name -> new Criterion.Distinct(name, 2)).toList(), suppress);
        List<String> names = List.copyOf(quasi.keySet());
        Optional<Table> larger = population.isPresent() ? Optional.of(CsvFiles.table(population.get())) : Optional.empty();
        say("as it stands", table, names, larger);
        if (Measured.breaches(table, model).isEmpty()) {
            out().printf("keeps        k = %d%s as it stands%n", k, sensitive.isEmpty() ? "" : ", l = 2");
            return 0;
        }
        return coarser(table, model, names);
    }

    private static Hierarchy hierarchy(String word) throws IOException {
        Optional<Hierarchy> named = Hierarchies.named(word);
        return named.isPresent() ? named.get() : CsvFiles.hierarchy(Path.of(word));
    }

    private int coarser(Table table, Model model, List<String> names) {
        Optional<Anonymised> anonymised = new Anonymiser().anonymise(table, model);
        if (anonymised.isEmpty()) {
            out().printf("breaks       k = %d%s, however coarse: too few rows, or too few sensitive values%n", k, sensitive.isEmpty() ? "" : " or l = 2");
            return 1;
        }
        List<String> all = table.columns().stream().map(column -> column.name()).toList();
        Table release = new Table(all);
        anonymised.get().rows(all, new SecureRandom(), release::add);
        Solution solution = anonymised.get().solution();
        StringBuilder levels = new StringBuilder();
        model.quasiIdentifiers().forEach(each -> levels.append(levels.isEmpty() ? "" : ", ").append(each.name()).append(' ').append(solution.levels().get(each.name()))
                .append('/').append(each.hierarchy().levels() - 1));
        out().printf("levels       %s; %,d of %,d rows left out%n", levels, solution.suppressed(), table.rows());
        out().printf("cost         discernibility %,d, %s; %,d of %,.0f choices counted%n", solution.discernibility(), solution.optimal() ? "the least there is" : "a good one, not surely the least",
                solution.tried(), solution.choices());
        say("made coarser", release, names, Optional.empty());
        out().printf("keeps        k = %d%s made coarser%n", k, sensitive.isEmpty() ? "" : ", l = 2");
        return 0;
    }

    private void say(String when, Table table, List<String> names, Optional<Table> larger) {
        Measured measured = Measured.of(table, names, sensitive);
        Risk risk = Risk.of(table, names, larger, 1.0 / k);
        out().printf("%s%n  table      %,d rows in %,d classes of %,d to %,d%n", when, measured.rows(), measured.classes(), measured.k(), measured.largest());
        attack("prosecutor", risk.prosecutor());
        attack("journalist", risk.journalist());
        out().printf("  marketer   finds %s of all rows%n", percent(risk.marketer()));
        measured.sensitive().forEach((name, weakest) -> out().printf(Locale.ROOT, "  %s: l = %d, exp(H) = %.2f, t = %.3f (equal), %.3f (ordered)%n", name, weakest.distinct(), weakest.entropy(),
                weakest.equal(), weakest.ordered()));
        risk.items().forEach(item -> out().printf("  %s: %,d values, %s of rows unique by it alone, tells %s of pairs apart%n", item.name(), item.values(), percent(item.unique()), percent(item.separation())));
        larger.ifPresent(whole -> presence(Presence.of(table, whole, names)));
    }

    private void attack(String who, Risk.Attack attack) {
        out().printf("  %s finds at most %s, on average %s; %s of rows above 1/%d%n", who, percent(attack.highest()), percent(attack.average()), percent(attack.above()), k);
    }

    private void presence(Presence presence) {
        out().printf(Locale.ROOT, "  presence   delta from %.3f to %.3f%n", presence.least(), presence.most());
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * 100);
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
