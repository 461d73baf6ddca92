package datong.policy.ranger;

import datong.policy.AccessDecisions;
import datong.policy.AccessRequest;
import datong.policy.Admission;
import datong.policy.Decision;
import datong.policy.Organisations;
import datong.policy.PolicyProblem;
import datong.policy.Reasons;
import datong.policy.Subject;
import datong.policy.Subjects;
import datong.policy.UsageCounter;
import datong.policy.Vocabulary;
import datong.policy.Withdrawals;
import datong.policy.yaml.Grant;
import datong.policy.yaml.PolicyReader;
import datong.policy.yaml.PolicySet;
import datong.policy.yaml.PolicyVersions;
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
public final class PolicyFolder implements AccessDecisions, Reasons, Subjects, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PolicyFolder.class);
    private static final String NONE = "none";

    private final Path folder;
    private final Supplier<LedgerSchema> schema;
    private final Supplier<Set<DatasetCode>> datasets;
    private final UsageCounter usage;
    private final Withdrawals withdrawals;
    private final Optional<RangerAdmin> admin;
    private final Optional<PolicyVersions> versions;
    private final Admission admission;
    private final AtomicReference<Snapshot> current = new AtomicReference<>();
    private Snapshot waiting;
    private Last last;
    private volatile List<PolicyProblem> problems = List.of();

    /**
     * Whatever is good comes into force.
     *
     * @param schema in force, a district's own items included
     * @param datasets of the mappings in force, so that a policy for a misspelt one is refused; an empty set: not checked
     */
    public PolicyFolder(Path folder, Supplier<LedgerSchema> schema, Supplier<Set<DatasetCode>> datasets, UsageCounter usage) {
        this(folder, schema, datasets, usage, Withdrawals.NONE, Optional.empty(), Optional.empty(), Admission.ofEverything());
    }

    /** @param admin in charge of what is allowed, filtered and masked; empty: the folder is */
    public PolicyFolder(Path folder, Supplier<LedgerSchema> schema, Supplier<Set<DatasetCode>> datasets, UsageCounter usage, Optional<RangerAdmin> admin) {
        this(folder, schema, datasets, usage, Withdrawals.NONE, admin, Optional.empty(), Admission.ofEverything());
    }

    /** @param versions keeps what is in force over a restart, so that what changed in between is a change too; but an Admin's has to be confirmed first */
    public PolicyFolder(Path folder, Supplier<LedgerSchema> schema, Supplier<Set<DatasetCode>> datasets, UsageCounter usage, Optional<RangerAdmin> admin, PolicyVersions versions,
            Admission admission) {
        this(folder, schema, datasets, usage, Withdrawals.NONE, admin, Optional.of(versions), admission);
    }

    /** @param withdrawals of grants, in force whatever the folder says */
    public PolicyFolder(Path folder, Supplier<LedgerSchema> schema, Supplier<Set<DatasetCode>> datasets, UsageCounter usage, Withdrawals withdrawals, Optional<RangerAdmin> admin,
            Optional<PolicyVersions> versions, Admission admission) {
        this.withdrawals = withdrawals;
        this.admin = admin;
        this.folder = folder;
        this.schema = schema;
        this.datasets = datasets;
        this.usage = usage;
        this.versions = versions;
        this.admission = admission;
        attempt(() -> versions.isPresent() && admin.isEmpty() && asBefore(versions.get()));
        refresh();
    }

    private boolean asBefore(PolicyVersions kept) throws IOException {
        Optional<PolicySet> last = kept(kept, kept.inForce());
        return last.isPresent() && activate(last.get());
    }

    /** Reads the folder again. Returns true if a new snapshot came into force. */
    public synchronized boolean refresh() {
        return attempt(() -> {
            PolicySet set = set();
            problems = set.problems();
            if (!problems.isEmpty()) {
                return false;
            }
            if (sameVersion(set)) {
                forgetWaiting();
                admission.settled();
                return !inForce(set) && activate(set);
            }
            return admitted(set) ? activate(set) : renew();
        });
    }

    private boolean attempt(Reading reading) {
        try {
            return reading.changes();
        } catch (IOException | UncheckedIOException unreadable) {
            problems = List.of(new PolicyProblem("", 1, "the folder cannot be read: " + unreadable.getMessage()));
        } catch (RuntimeException | LinkageError refused) {
            LOG.error("the folder of policies could not be put in force", refused);
            problems = List.of(new PolicyProblem("", 1, "could not be put in force: " + refused.getMessage()));
        }
        return false;
    }

    private PolicySet set() throws IOException {
        Set<DatasetCode> known = Set.copyOf(datasets.get());
        PolicySet set = files(known);
        return admin.isEmpty() ? set : AdminSet.merged(set, known, admin.get().state().service(), admin.get().current());
    }

    private PolicySet files(Set<DatasetCode> known) throws IOException {
        LedgerSchema today = schema.get();
        boolean alike = last != null && last.datasets().equals(known) && last.set().schema() == today;
        last = new Last(known, alike ? PolicyReader.read(folder, today, known, last.set()) : PolicyReader.read(folder, today, known));
        return last.set();
    }

    /** What the files held when they were read last. */
    private record Last(Set<DatasetCode> datasets, PolicySet set) {}

    private interface Reading {
        boolean changes() throws IOException;
    }

    private boolean inForce(PolicySet set) {
        return sameVersion(set) && current.get().set().schema() == set.schema();
    }

    private boolean sameVersion(PolicySet set) {
        Snapshot snapshot = current.get();
        return snapshot != null && snapshot.set().version().equals(set.version());
    }

    private boolean admitted(PolicySet set) throws IOException {
        if (versions.isPresent()) {
            versions.get().keep(set);
        }
        if (!waits(set)) {
            forgetWaiting();
            waiting = new Snapshot(set);
        }
        return admission.admits(Optional.ofNullable(current.get()).map(Rehearsal::new), new Rehearsal(waiting));
    }

    /** What is in force stays so while a change waits, but by the schema of today. */
    private boolean renew() throws IOException {
        Snapshot snapshot = current.get();
        if (snapshot == null || snapshot.set().schema() == schema.get()) {
            return false;
        }
        Optional<PolicySet> renewed = admin.isPresent() ? Optional.empty() : kept(versions.orElseThrow(), Optional.of(snapshot.set().version()));
        return renewed.isPresent() && activate(renewed.get());
    }

    private Optional<PolicySet> kept(PolicyVersions kept, Optional<String> version) throws IOException {
        Optional<Path> place = version.flatMap(kept::find);
        if (place.isEmpty()) {
            return Optional.empty();
        }
        PolicySet set = PolicyReader.read(place.get(), schema.get(), datasets.get());
        return Optional.of(set).filter(good -> good.problems().isEmpty() && good.version().equals(version.get()));
    }

    private boolean activate(PolicySet set) throws IOException {
        if (versions.isPresent()) {
            versions.get().keep(set);
            versions.get().inForce(set.version());
        }
        Snapshot next = waits(set) ? waiting : new Snapshot(set);
        waiting = next == waiting ? null : waiting;
        Snapshot old = current.getAndSet(next);
        if (old != null) {
            old.retire();
        }
        return true;
    }

    private boolean waits(PolicySet set) {
        return waiting != null && waiting.set().version().equals(set.version()) && waiting.set().schema() == set.schema();
    }

    private void forgetWaiting() {
        if (waiting != null) {
            waiting.retire();
            waiting = null;
        }
    }

    /** The policies in force, for questions that are not meant; empty while there are none. */
    public Optional<Admission.Candidate> rehearsal() {
        return Optional.ofNullable(current.get()).map(Rehearsal::new);
    }

    /** Whether what stands in the folder waits for somebody's approval. */
    public synchronized boolean waits() {
        return waiting != null;
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
            return snapshot.decide(request, usage, withdrawals);
        } finally {
            snapshot.leave();
        }
    }

    @Override
    public Said reasons(AccessRequest request) {
        Snapshot snapshot = enter();
        if (snapshot == null) {
            return Said.NOTHING;
        }
        try {
            return snapshot.reasons(request);
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
        return Optional.ofNullable(current.get()).flatMap(snapshot -> snapshot.subjects().find(id));
    }

    @Override
    public List<Subject> all() {
        return Optional.ofNullable(current.get()).map(snapshot -> snapshot.subjects().all()).orElse(List.of());
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
    public synchronized void close() {
        admin.ifPresent(RangerAdmin::close);
        forgetWaiting();
        Snapshot last = current.getAndSet(null);
        if (last != null) {
            last.retire();
        }
    }
}
