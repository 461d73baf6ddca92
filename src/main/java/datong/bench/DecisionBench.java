package datong.bench;

import datong.policy.AccessRequest;
import datong.policy.Action;
import datong.policy.Decision;
import datong.policy.Subject;
import datong.policy.UsageInMemory;
import datong.policy.ranger.PolicyFolder;
import datong.schema.DatasetCode;
import datong.schema.Element;
import datong.schema.ItemName;
import datong.schema.LedgerSchema;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Decisions with row filter and masks for twelve items, in a second of one core: few policies, 5,000 on many datasets, 5,000 on one. */
public final class DecisionBench {
    private static final int GROUPS_A_FILE = 20;
    private static final String OWNER = "11110199MB00DEM264";
    private static final Instant AT = Instant.parse("2026-11-22T02:00:00Z");
    private static final Set<ItemName> ITEMS = Stream.of("matter_type", "source_no", "channel", "request_kind", "title", "content", "urgency",
            "reported_at", "division_code", "reporter_name", "reporter_phone", "status").map(ItemName::new).collect(Collectors.toUnmodifiableSet());
    private final PrintWriter out;

    public DecisionBench(PrintWriter out) {
        this.out = out;
    }

    /** @param repeated a second, of questions of a kind that was asked before; @param refused the same for refusals; @param first a second, of a kind never asked before */
    public record Result(double repeated, double refused, double first) {}

    public void run() throws IOException {
        out.println("decisions a second of one core (12 items, row filter, masks)");
        print("10 policies on 1 dataset", 2, group -> "d-0");
        print("5,000 policies on 1,000 datasets", 1_000, group -> "d-" + group);
        print("5,000 policies on 1 dataset", 1_000, group -> "d-0");
    }

    private void print(String name, int groups, IntFunction<String> dataset) throws IOException {
        Result result = measure(groups, dataset, 1_000_000);
        out.printf("%-34s of a kind asked before %,9.0f, refusals %,9.0f; of a new kind %,7.0f%n", name, result.repeated(), result.refused(), result.first());
        out.flush();
    }

    /** @param groups each with five rules for the dataset that it is given; @param times a kind of question is asked while it is measured */
    public static Result measure(int groups, IntFunction<String> dataset, int times) throws IOException {
        Path folder = Files.createTempDirectory("datong-bench");
        try {
            write(folder, groups, dataset);
            LedgerSchema schema = LedgerSchema.standard();
            try (PolicyFolder policies = new PolicyFolder(folder, () -> schema, Set::of, new UsageInMemory())) {
                if (!policies.problems().isEmpty()) {
                    throw new IllegalStateException("the generated policies are refused: " + policies.problems().getFirst());
                }
                return measure(policies, groups, dataset, times);
            }
        } finally {
            delete(folder);
        }
    }

    private static Result measure(PolicyFolder policies, int groups, IntFunction<String> dataset, int times) {
        List<AccessRequest> asked = new ArrayList<>();
        List<AccessRequest> refused = new ArrayList<>();
        for (int group = 0; group < groups; group++) {
            Subject subject = policies.find("s" + group).orElseThrow();
            asked.add(request(subject, dataset.apply(group), "SERVICE.REQUEST"));
            refused.add(request(subject, dataset.apply(group), "STATISTICS"));
        }
        perSecond(policies, asked.subList(0, 1), 1, true);
        double first = perSecond(policies, asked, asked.size(), true);
        perSecond(policies, refused, asked.size(), false);
        perSecond(policies, asked, times / 2, true);
        return new Result(perSecond(policies, asked, times, true), perSecond(policies, refused, times, false), first);
    }

    private static AccessRequest request(Subject subject, String dataset, String purpose) {
        return new AccessRequest(subject, new DatasetCode(dataset), Element.MATTER, ITEMS, Action.QUERY, purpose, Optional.empty(), Optional.empty(), 100, AT);
    }

    private static double perSecond(PolicyFolder policies, List<AccessRequest> requests, int times, boolean permitted) {
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        for (int time = 0; time < times; time++) {
            if (policies.decide(requests.get(time % requests.size())) instanceof Decision.Permitted != permitted) {
                throw new IllegalStateException("decided otherwise: " + policies.decide(requests.get(time % requests.size())));
            }
        }
        return times / ((ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1e9);
    }

    private static void write(Path folder, int groups, IntFunction<String> dataset) throws IOException {
        Files.writeString(folder.resolve("purposes.yaml"), "purposes:\n  SERVICE: { chinese: 服务, english: Service }\n  SERVICE.REQUEST: { chinese: 诉求, english: Requests }\n"
                + "  STATISTICS: { chinese: 统计, english: Statistics }\n");
        Files.writeString(folder.resolve("scenes.yaml"), "scenes:\n  PATROL: { chinese: 巡查, english: Patrol }\n");
        Files.writeString(folder.resolve("organisations.yaml"), "organisations:\n  " + OWNER + ": { chinese: 甲, english: A, division: '110199' }\n");
        Files.writeString(folder.resolve("groups.yaml"), "groups:\n" + lines(0, groups, group -> "  g" + group + ": { chinese: 组, english: Group }\n"));
        Files.writeString(folder.resolve("subjects.yaml"), "subjects:\n" + lines(0, groups, group -> "  s" + group + ": { kind: system, name: 系统" + group + ", organisation: " + OWNER
                + ", division: '110199001', groups: [g" + group + "] }\n"));
        Path access = Files.createDirectories(folder.resolve("access"));
        for (int from = 0; from < groups; from += GROUPS_A_FILE) {
            int to = Math.min(groups, from + GROUPS_A_FILE);
            if (dataset.apply(from).equals(dataset.apply(to - 1))) {
                Files.writeString(access.resolve("f" + from + ".policy.yaml"), policy(dataset.apply(from), from, to));
            } else {
                for (int group = from; group < to; group++) {
                    Files.writeString(access.resolve("f" + group + ".policy.yaml"), policy(dataset.apply(group), group, group + 1));
                }
            }
        }
    }

    private static String policy(String dataset, int from, int to) {
        return "resource: { element: matter, dataset: " + dataset + " }\nallow:\n" + lines(from, to, group -> "  - { groups: [g" + group + "], accesses: [query], purposes: [SERVICE] }\n")
                + "rowFilter:\n" + lines(from, to, group -> "  - { groups: [g" + group + "], within: subject.division }\n")
                + "dataMask:\n" + lines(from, to, group -> "  - { groups: [g" + group + "], level: [L1, L2], treatment: reveal }\n  - { groups: [g" + group + "], level: L3, treatment: mask }\n")
                + "limits:\n" + lines(from, to, group -> "  - { groups: [g" + group + "], rows: 1000 }\n");
    }

    private static String lines(int from, int to, IntFunction<String> line) {
        return IntStream.range(from, to).mapToObj(line).collect(Collectors.joining());
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
