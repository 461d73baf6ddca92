package datong.policy.ranger;

import datong.policy.AccessRequest;
import datong.policy.Action;
import datong.policy.Admission;
import datong.policy.Decision;
import datong.policy.UsageCounter;
import datong.policy.UsageInMemory;
import datong.policy.Withdrawals;
import datong.schema.DatasetCode;
import datong.schema.Element;
import datong.schema.ItemName;
import datong.schema.LedgerSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A folder of policies to play with: two groups, two people, one system. */
final class Policies {
    static final Instant NOON = Instant.parse("2026-11-22T04:00:00Z");
    static final String OWNER = "11110199MB00DEM264";
    static final String ASKER = "11110199MB00DEN14J";
    final Path folder;
    final LedgerSchema schema = LedgerSchema.standard();
    final UsageCounter usage = new UsageInMemory();

    Policies(Path folder) {
        this.folder = folder;
        write("purposes.yaml", "purposes:\n  SERVICE: { chinese: 服务, english: Service }\n  SERVICE.REQUEST: { chinese: 诉求, english: Requests }\n  STATISTICS: { chinese: 统计, english: Statistics }\n");
        write("scenes.yaml", "scenes:\n  PATROL: { chinese: 巡查, english: Patrol }\n  EMERGENCY: { chinese: 应急, english: Emergency }\n");
        write("groups.yaml", "groups:\n  readers: { chinese: 读者, english: Readers }\n  others: { chinese: 其他, english: Others }\n");
        write("organisations.yaml", "organisations:\n  " + OWNER + ": { chinese: 甲, english: A, division: '110199' }\n  "
                + ASKER + ": { chinese: 乙, english: B, division: '110199', aliases: [乙局] }\n");
        write("subjects.yaml", "subjects:\n"
                + "  reader: { kind: person, name: 甲, organisation: " + OWNER + ", division: '110199001', groups: [readers] }\n"
                + "  other: { kind: person, name: 乙, organisation: " + OWNER + ", groups: [others] }\n"
                + "  both: { kind: person, name: 丁, organisation: " + OWNER + ", division: '110199001', groups: [readers, others] }\n"
                + "  asker: { kind: system, name: 丙, organisation: " + ASKER + ", division: '110199', groups: [others] }\n");
        policy("matter", READING);
    }

    /** Readers may query matters in their division; L1 and L2 clear, L3 masked. */
    static final String READING = """
            resource: { element: matter }
            allow:
              - { groups: [readers], accesses: [query, lookup], purposes: [SERVICE] }
            rowFilter:
              - { groups: [readers], within: subject.division }
            dataMask:
              - { groups: [readers], level: [L1, L2], treatment: reveal }
              - { groups: [readers], level: L3, treatment: mask }
            limits:
              - { groups: [readers], rows: 100 }
            """;

    Policies policy(String name, String text) {
        return write("access/" + name + ".policy.yaml", text);
    }

    Policies write(String path, String text) {
        try {
            Files.createDirectories(folder.resolve(path).getParent());
            Files.writeString(folder.resolve(path), text);
            return this;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    Policies delete(String path) {
        try {
            Files.delete(folder.resolve(path));
            return this;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    PolicyFolder open() {
        return open(Withdrawals.NONE);
    }

    PolicyFolder open(Withdrawals withdrawals) {
        return new PolicyFolder(folder, () -> schema, Set::of, usage, withdrawals, Optional.empty(), Optional.empty(), Admission.ofEverything());
    }

    /** The first problem, which must be the only one. */
    String problem() {
        try (PolicyFolder opened = open()) {
            if (opened.problems().size() != 1) {
                throw new AssertionError("expected one problem: " + opened.problems());
            }
            return opened.problems().getFirst().toString();
        }
    }

    static Question ask(PolicyFolder policies, String subject, String... items) {
        return new Question(policies, subject, items);
    }

    static ItemName item(String name) {
        return new ItemName(name);
    }

    /** One question, completed by usual values. */
    static final class Question {
        private final PolicyFolder policies;
        private final String subject;
        private final Set<ItemName> items;
        private Action action = Action.QUERY;
        private String purpose = "SERVICE.REQUEST";
        private Optional<String> scene = Optional.empty();
        private Optional<String> caseNumber = Optional.empty();
        private String dataset = "hotline-12345";
        private int rows = 10;
        private Instant at = NOON;

        private Question(PolicyFolder policies, String subject, String... items) {
            this.policies = policies;
            this.subject = subject;
            this.items = Arrays.stream(items).map(ItemName::new).collect(Collectors.toSet());
        }

        Question to(Action action) {
            this.action = action;
            return this;
        }

        Question purpose(String purpose) {
            this.purpose = purpose;
            return this;
        }

        Question scene(String scene) {
            this.scene = Optional.of(scene);
            return this;
        }

        Question onBehalfOf(String caseNumber) {
            this.caseNumber = Optional.of(caseNumber);
            return this;
        }

        Question of(String dataset) {
            this.dataset = dataset;
            return this;
        }

        Question rows(int rows) {
            this.rows = rows;
            return this;
        }

        Question at(String at) {
            this.at = Instant.parse(at);
            return this;
        }

        AccessRequest request() {
            return new AccessRequest(policies.find(subject).orElseThrow(), new DatasetCode(dataset), Element.MATTER, items, action, purpose, scene,
                    caseNumber, rows, at);
        }

        Decision decision() {
            return policies.decide(request());
        }

        Decision.Denied denied() {
            return decision() instanceof Decision.Denied denied ? denied : fail();
        }

        Decision.Permitted permitted() {
            return decision() instanceof Decision.Permitted permitted ? permitted : fail();
        }

        private <T> T fail() {
            throw new AssertionError("decided otherwise: " + decision());
        }
    }
}
