package datong.policy.ranger;

import datong.policy.AccessDecisions;
import datong.policy.AccessRequest;
import datong.policy.Decision;
import datong.policy.Organisations;
import datong.policy.PolicyProblem;
import datong.policy.Subject;
import datong.policy.Subjects;
import datong.policy.UsageCounter;
import datong.policy.Vocabulary;
import datong.policy.yaml.Grant;
import datong.policy.yaml.PolicyReader;
import datong.policy.yaml.PolicySet;
import datong.schema.DatasetCode;
import datong.schema.LedgerSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The decisions of a watched folder. A changed folder goes live whole or not at all: with any problem in it the last good
 * snapshot stays in force, and before there was one everything is denied.
 */
public final class PolicyFolder implements AccessDecisions, Subjects, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PolicyFolder.class);
    private static final String NONE = "none";

    private final Path folder;
    private final Supplier<LedgerSchema> schema;
    private final Supplier<Set<DatasetCode>> datasets;
    private final UsageCounter usage;
    private final Optional<RangerAdmin> admin;
    private final AtomicReference<Snapshot> current = new AtomicReference<>();
    private volatile List<PolicyProblem> problems = List.of();

    /**
     * @param schema in force, a district's own items included
     * @param datasets of the mappings in force, so that a policy for a misspelt one is refused; an empty set: not checked
     */
    public PolicyFolder(Path folder, Supplier<LedgerSchema> schema, Supplier<Set<DatasetCode>> datasets, UsageCounter usage) {
        this(folder, schema, datasets, usage, Optional.empty());
    }

    /** @param admin in charge of what is allowed, filtered and masked; empty: the folder is */
    public PolicyFolder(Path folder, Supplier<LedgerSchema> schema, Supplier<Set<DatasetCode>> datasets, UsageCounter usage, Optional<RangerAdmin> admin) {
        this.admin = admin;
        this.folder = folder;
        this.schema = schema;
        this.datasets = datasets;
        this.usage = usage;
        refresh();
    }

    /** Reads the folder again. Returns true if a new snapshot came into force. */
    public synchronized boolean refresh() {
        try {
            PolicySet set = set();
            problems = set.problems();
            return problems.isEmpty() && !inForce(set) && activate(set);
        } catch (IOException | UncheckedIOException unreadable) {
            problems = List.of(new PolicyProblem("", 1, "the folder cannot be read: " + unreadable.getMessage()));
        } catch (RuntimeException | LinkageError refused) {
            LOG.error("the policy engine refused the folder of policies", refused);
            problems = List.of(new PolicyProblem("", 1, "the policy engine refused: " + refused.getMessage()));
        }
        return false;
    }

    private PolicySet set() throws IOException {
        Set<DatasetCode> known = datasets.get();
        PolicySet set = PolicyReader.read(folder, schema.get(), known);
        return admin.isEmpty() ? set : AdminSet.merged(set, known, admin.get().state().service(), admin.get().current());
    }

    private boolean inForce(PolicySet set) {
        Snapshot snapshot = current.get();
        return snapshot != null && snapshot.set().version().equals(set.version()) && snapshot.set().schema() == set.schema();
    }

    private boolean activate(PolicySet set) {
        Snapshot old = current.getAndSet(new Snapshot(set));
        if (old != null) {
            old.retire();
        }
        return true;
    }

    /** What is wrong with the folder as it stands; empty if what stands there is in force. */
    public List<PolicyProblem> problems() {
        return admin.flatMap(RangerAdmin::problem).map(problem -> Stream.concat(Stream.of(new PolicyProblem("ranger-admin/" + admin.get().state().service(), 1, problem)),
                problems.stream()).toList()).orElse(problems);
    }

    /** How it stands with the Ranger Admin, if one is in charge. */
    public Optional<RangerAdmin.State> admin() {
        return admin.map(RangerAdmin::state);
    }

    @Override
    public Decision decide(AccessRequest request) {
        Optional<String> refusal = admin.flatMap(RangerAdmin::refusal);
        if (refusal.isPresent()) {
            return new Decision.Denied(Decision.Check.GRANT, "ranger admin", refusal.get(), policyVersion());
        }
        Snapshot snapshot = enter();
        if (snapshot == null) {
            return new Decision.Denied(Decision.Check.GRANT, "no policies", "no policies are in force", NONE);
        }
        try {
            return new SevenChecks(snapshot, usage).decide(request);
        } catch (RuntimeException | LinkageError broken) {
            LOG.error("a decision failed and was answered with a refusal", broken);
            return new Decision.Denied(Decision.Check.GRANT, "decision failed", "the decision could not be made", snapshot.set().version());
        } finally {
            snapshot.leave();
        }
    }

    private Snapshot enter() {
        while (true) {
            Snapshot snapshot = current.get();
            if (snapshot == null || snapshot.enter()) {
                return snapshot;
            }
        }
    }

    /** Hash of the policies in force, {@code none} if there are none. */
    @Override
    public String policyVersion() {
        Snapshot snapshot = current.get();
        return snapshot == null ? NONE : snapshot.set().version();
    }

    @Override
    public Optional<Subject> find(String id) {
        return Optional.ofNullable(current.get()).map(snapshot -> snapshot.set().subjects().get(id));
    }

    @Override
    public List<Subject> all() {
        return Optional.ofNullable(current.get()).map(Snapshot::set)
                .map(set -> set.subjects().values().stream().sorted(Comparator.comparing(Subject::id)).toList()).orElse(List.of());
    }

    public Organisations organisations() {
        Map<String, Organisations.KnownOrganisation> known =
                Optional.ofNullable(current.get()).map(snapshot -> snapshot.set().organisations()).orElse(Map.of());
        return new Organisations() {
            @Override
            public Optional<KnownOrganisation> find(String creditCode) {
                return Optional.ofNullable(known.get(creditCode));
            }

            @Override
            public List<KnownOrganisation> all() {
                return known.values().stream().sorted(Comparator.comparing(KnownOrganisation::creditCode)).toList();
            }
        };
    }

    public Vocabulary vocabulary() {
        return Optional.ofNullable(current.get()).map(snapshot -> snapshot.set().vocabulary()).orElseGet(() -> new Vocabulary(List.of(), List.of(), List.of()));
    }

    public List<Grant> grants() {
        return Optional.ofNullable(current.get()).map(snapshot -> snapshot.set().grants()).orElse(List.of());
    }

    @Override
    public void close() {
        admin.ifPresent(RangerAdmin::close);
        Snapshot last = current.getAndSet(null);
        if (last != null) {
            last.retire();
        }
    }
}
