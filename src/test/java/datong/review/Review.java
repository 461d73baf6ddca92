package datong.review;

import datong.audit.AuditEvent;
import datong.audit.Ed25519Signer;
import datong.audit.MerkleLog;
import datong.policy.Subject;
import datong.policy.UsageInMemory;
import datong.policy.ranger.PolicyFolder;
import datong.policy.yaml.PolicyVersions;
import datong.schema.Dataset;
import datong.schema.DatasetCode;
import datong.schema.Datasets;
import datong.schema.Element;
import datong.schema.ItemDefinition;
import datong.schema.LedgerSchema;
import datong.schema.ShareAttribute;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The sample policies in a folder of their own, with the hotline's dataset, a real log, and all that a change of policies goes through. */
public final class Review implements AutoCloseable {
    static final String MARKET = "11110199MB00DEN14J";
    public static final String GRANT = "grants/market-hotline.grant.yaml";
    public final Path policies;
    final MerkleLog log;
    final RecentQuestions recent;
    public final PolicyChanges changes;
    public final PolicyFolder inForce;
    public final PolicyDesk desk;
    public final PolicyEvents events;
    private final LedgerSchema schema = LedgerSchema.standard();
    private final Clock clock = Clock.systemUTC();

    public Review(Path folder, PolicyChanges.Approved approved) throws IOException {
        policies = folder.resolve("policies");
        copy(Path.of("policies"), policies);
        log = MerkleLog.open(MerkleLog.Settings.of(folder.resolve("audit"), "datong/test"), List.of(Ed25519Signer.generate("datong/test")), clock);
        recent = new RecentQuestions(log.reader(), RecentQuestions.Settings.USUAL, clock);
        PolicyComparison comparison = new PolicyComparison(recent, new OneDataset(hotline()), clock);
        events = new PolicyEvents(log, this::events, () -> UUID.randomUUID().toString(), clock);
        changes = new PolicyChanges(comparison, events, approved, clock);
        PolicyVersions versions = new PolicyVersions(folder.resolve("versions"));
        inForce = new PolicyFolder(policies, () -> schema, Set::of, new UsageInMemory(), Optional.empty(), versions, changes);
        desk = new PolicyDesk(policies, inForce, tried -> new PolicyFolder(tried, () -> schema, Set::of, new UsageInMemory()), () -> schema, versions, comparison, events);
    }

    private Dataset hotline() {
        return new Dataset(new DatasetCode("hotline-12345"), Element.MATTER, "12345", "12345", "11110199MB00DEM264", ShareAttribute.CONDITIONAL,
                schema.element(Element.MATTER).items().stream().map(ItemDefinition::name).collect(Collectors.toSet()), Set.of("hotline-12345"));
    }

    private record OneDataset(Dataset dataset) implements Datasets {
        @Override
        public Optional<Dataset> find(DatasetCode code) {
            return Optional.of(dataset).filter(known -> known.code().equals(code));
        }

        @Override
        public List<Dataset> all() {
            return List.of(dataset);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file));
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }

    /** The newest first. */
    List<AuditEvent> events(String kind) {
        return log.reader().read(0, 10_000).stream().map(entry -> entry.event()).filter(event -> event.kind().equals(kind))
                .sorted(Comparator.comparing(AuditEvent::time).reversed()).toList();
    }

    /** The market department reads phones, some days ago. */
    public void asked(int days, long records) {
        log.append(new AuditEvent(UUID.randomUUID().toString(), clock.instant().minus(Duration.ofDays(days)), "QUERY", "market-system", MARKET, "", "", "SERVICE.REQUEST", "",
                "hotline-12345", List.of("status", "reporter_phone"), "L3", records, records / 2, "PERMITTED", "r", List.of(), "v", "", "", Map.of()));
    }

    public void edit(String file, String from, String to) {
        write(file, text(file).replace(from, to));
    }

    String text(String file) {
        try {
            return Files.readString(policies.resolve(file));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    void write(String file, String text) {
        try {
            Files.writeString(policies.resolve(file), text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static Subject person(String id) {
        return new Subject(id, Subject.Kind.PERSON, id, "11110199MB00DEM264", "110199", Set.of("security-administrator"), Set.of());
    }

    @Override
    public void close() {
        inForce.close();
        log.close();
    }
}
