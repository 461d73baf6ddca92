package datong.publication;

import datong.audit.AuditLog;
import datong.audit.LogIndex;
import datong.classification.PersonalDataScanner;
import datong.ledger.Ledger;
import datong.ledger.Selection;
import datong.policy.AccessDecisions;
import datong.policy.AccessRequest;
import datong.policy.Action;
import datong.policy.Decision;
import datong.policy.Organisations;
import datong.policy.Subject;
import datong.protection.CryptoSuite;
import datong.protection.FileEnvelope;
import datong.protection.FileEnvelopes;
import datong.protection.Protector;
import datong.protection.Recipient;
import datong.schema.Dataset;
import datong.schema.Datasets;
import datong.schema.LedgerSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Publishes: decides, plans, writes, checks, and only then lets the release be seen.
 *
 * <p>Promise: a release is visible only after its audit event is durable, and only if the check of its written files found nothing.
 * Whatever fails on the way destroys the files, and what is killed on the way is published or destroyed at the next start.
 */
public final class Publisher {
    private final Publications publications;
    private final Datasets datasets;
    private final Supplier<LedgerSchema> schema;
    private final AccessDecisions decisions;
    private final Organisations organisations;
    private final Ledger ledger;
    private final Protector protector;
    private final FileEnvelopes envelopes;
    private final PersonalDataScanner scanner;
    private final CanaryRegister canaryRegister;
    private final Releases releases;
    private final List<TableFormat> formats;
    private final Path folder;
    private final PublicationAudit audit;
    private final UnfinishedReleases unfinished;
    private final Supplier<String> ids;
    private static final ZoneId DISTRICT = ZoneId.of("Asia/Shanghai");
    private final Clock clock;

    /**
     * @param formats CSV and Parquet
     * @param folder where releases become visible: {@code <folder>/<publication>/<version>/}
     * @param ids a new ULID each time
     */
    public Publisher(Publications publications, Datasets datasets, Supplier<LedgerSchema> schema, AccessDecisions decisions,
            Organisations organisations, Ledger ledger, Protector protector, FileEnvelopes envelopes, PersonalDataScanner scanner, CanaryRegister canaryRegister, Releases releases,
            List<TableFormat> formats, Path folder, AuditLog log, Supplier<String> ids, Clock clock) {
        this.publications = publications;
        this.datasets = datasets;
        this.schema = schema;
        this.decisions = decisions;
        this.organisations = organisations;
        this.ledger = ledger;
        this.protector = protector;
        this.envelopes = envelopes;
        this.scanner = scanner;
        this.canaryRegister = canaryRegister;
        this.releases = releases;
        this.formats = List.copyOf(formats);
        this.folder = folder;
        this.audit = new PublicationAudit(log, ids, clock);
        this.unfinished = new UnfinishedReleases(releases, folder, audit);
        this.ids = ids;
        this.clock = clock;
    }

    /** Publishes or destroys what a crash cut off; for the start of the hub. */
    public synchronized void settle() throws IOException {
        unfinished.settle();
    }

    /**
     * Makes the next version of a publication. One at a time.
     *
     * @param actor who presses the button; what leaves is decided for the recipient
     */
    public synchronized ReleaseOutcome release(String name, Subject actor) {
        Optional<Publication> found = publications.find(name);
        if (found.isEmpty()) {
            String reason = "there is no publication '" + name + "' in force; it is the name of a file in policies/publications";
            return new ReleaseOutcome.Refused("UNKNOWN_PUBLICATION", reason, audit.unknown(actor, name).value());
        }
        Publication publication = found.get();
        try {
            Dataset dataset = datasets.find(publication.dataset()).orElseThrow(() -> new RefusedRelease("UNKNOWN_DATASET",
                    publication.file() + ": no mapping in force feeds dataset " + publication.dataset()));
            return switch (decisions.decide(request(publication, dataset))) {
                case Decision.Denied denied -> refused(publication, actor, denied.rule(), denied.reason(), denied.policyVersion());
                case Decision.Permitted permitted -> release(publication, dataset, permitted, actor);
            };
        } catch (RefusedRelease stopped) {
            return refused(publication, actor, stopped.rule(), stopped.getMessage(), decisions.policyVersion());
        } catch (Protector.ProtectionRefused stopped) {
            return refused(publication, actor, "PROTECTION", stopped.getMessage(), decisions.policyVersion());
        } catch (IOException failed) {
            return refused(publication, actor, "WRITE_FAILED", "the release could not be written: " + failed.getMessage(), decisions.policyVersion());
        }
    }

    private AccessRequest request(Publication publication, Dataset dataset) {
        String division = organisations.find(publication.recipient().organisation()).map(Organisations.KnownOrganisation::division)
                .orElseThrow(() -> new RefusedRelease("UNKNOWN_RECIPIENT", publication.file() + ": organisation "
                        + publication.recipient().organisation() + " is not in policies/organisations.yaml"));
        Subject recipient = new Subject("publication:" + publication.name(), Subject.Kind.SYSTEM, publication.name(),
                publication.recipient().organisation(), division, Set.of(publication.recipient().group()), Set.of());
        int rows = (int) Math.clamp(ledger.count(publication.dataset()), 1, Integer.MAX_VALUE);
        return new AccessRequest(recipient, publication.dataset(), dataset.element(), ReleasePlan.asked(publication), Action.PUBLISH,
                publication.purpose(), Optional.empty(), Optional.empty(), rows, clock.instant());
    }

    private ReleaseOutcome refused(Publication publication, Subject actor, String rule, String reason, String policyVersion) {
        LogIndex index = audit.refused(publication, actor, rule, policyVersion);
        return new ReleaseOutcome.Refused(rule, reason, index.value());
    }

    private ReleaseOutcome release(Publication publication, Dataset dataset, Decision.Permitted permitted, Subject actor) throws IOException {
        ReleasePlan plan = ReleasePlan.of(publication, dataset, schema.get(), permitted);
        AnonymousPlan.demandForOpenData(plan);
        publication.anonymous().ifPresent(wanted -> AnonymousPlan.demand(plan, wanted));
        Protector.Plan protection = protector.plan(plan.fetched(), plan.treatments(),
                new Recipient(publication.recipient().organisation(), publication.purpose()));
        if (!protection.items().equals(plan.columns().stream().map(ReleasePlan.ReleaseColumn::item).toList())) {
            throw new RefusedRelease("PROTECTION", "the protector would not write exactly the items that the plan allows");
        }
        Optional<FileEnvelope> envelope = envelope(publication);
        unfinished.settle();
        Releases.Opened opened = new Releases.Opened(ids.get(), publication, clock.instant(), actor.id(), permitted.policyVersion());
        int version = releases.open(opened);
        try (Staging staging = new Staging(folder, opened.id())) {
            Canaries canaries = canaryRegister.canaries(opened.id(), publication.canaries(), ledger.count(publication.dataset()));
            Written written = written(opened.id(), plan, protection, envelope, canaries, staging);
            return publish(opened, version, plan, written, actor, staging);
        }
    }

    private Optional<FileEnvelope> envelope(Publication publication) {
        if (!publication.encrypted()) {
            return Optional.empty();
        }
        String recipient = publication.recipient().organisation();
        try {
            return Optional.of(envelopes.files(recipient).orElseThrow(() -> new RefusedRelease("NO_RECIPIENT_KEY", publication.file() + " wants its files encrypted, and organisation "
                    + recipient + " has registered no public key that the suite in force can use; put it into policies/recipients/" + recipient + ".pem")));
        } catch (CryptoSuite.CryptoFailure unusable) {
            throw new RefusedRelease("NO_RECIPIENT_KEY", unusable.getMessage());
        }
    }

    private record Written(RowTally rows, List<Release.File> files, Optional<FileEnvelope> envelope, Canaries canaries) {}

    /** What fails here was seen by nobody and is in no log yet: it leaves no trace in the register. */
    private Written written(String id, ReleasePlan plan, Protector.Plan protection, Optional<FileEnvelope> envelope, Canaries canaries, Staging staging) throws IOException {
        try {
            return write(plan, protection, envelope, canaries, staging);
        } catch (IOException | RuntimeException failure) {
            releases.forget(id);
            throw failure;
        }
    }

    private Written write(ReleasePlan plan, Protector.Plan protection, Optional<FileEnvelope> envelope, Canaries canaries, Staging staging) throws IOException {
        List<TableFormat> wanted = formats.stream().filter(format -> wanted(plan.publication().format(), format)).toList();
        Optional<Anonymous> anonymous = plan.publication().anonymous();
        RowTally rows = anonymous.isPresent() ? new AnonymousRows(plan, anonymous.get(), protection, scanner).write(records(plan, plan.selection()), records(plan, plan.population()), wanted, staging.folder())
                : checked(plan, protection, wanted, canaries, staging);
        List<Release.File> files = new ArrayList<>();
        for (TableFormat format : wanted) {
            String file = ReleaseRows.file(plan, format);
            files.add(staging.describe(envelope.isPresent() ? staging.seal(file, envelope.get()) : file));
        }
        return new Written(rows, files, envelope, canaries);
    }

    private PublishableRecords records(ReleasePlan plan, Selection selection) {
        return new PublishableRecords(ledger, plan, selection, LocalDate.ofInstant(clock.instant(), DISTRICT));
    }

    private RowTally checked(ReleasePlan plan, Protector.Plan protection, List<TableFormat> wanted, Canaries canaries, Staging staging) throws IOException {
        try (ReleaseCheck check = new ReleaseCheck(plan, scanner, staging.folder())) {
            RowTally rows = ReleaseRows.write(plan, protection, records(plan, plan.selection()), check, canaries, wanted, staging.folder());
            for (TableFormat format : wanted) {
                List<String> findings = check.read(format, staging.folder().resolve(ReleaseRows.file(plan, format)));
                if (!findings.isEmpty()) {
                    throw new RefusedRelease("RELEASE_CHECK", "the release was destroyed: " + String.join("; ", findings));
                }
            }
            return rows;
        }
    }

    private static boolean wanted(Publication.Format wanted, TableFormat format) {
        return switch (wanted) {
            case BOTH -> true;
            case CSV -> format.ending().equals("csv");
            case PARQUET -> format.ending().equals("parquet");
        };
    }

    /** A crash between any two of these steps is settled before the next release, and at the next start. */
    private ReleaseOutcome publish(Releases.Opened opened, int version, ReleasePlan plan, Written written, Subject actor, Staging staging)
            throws IOException {
        Publication publication = plan.publication();
        RowTally rows = written.rows();
        LogIndex index = audit.released(plan, actor, version, rows, written.files(), written.envelope(), written.canaries().written());
        Release release = new Release(opened.id(), publication.name(), version, publication.dataset().value(), publication.recipient().organisation(),
                publication.recipient().group(), publication.purpose(), opened.at(), actor.id(), rows.records(), rows.persons(), rows.withheld(),
                plan.words(), written.files(), rows.mappings(), opened.policyVersion(), index.value(), rows.standing());
        Manifest.write(staging.folder().resolve("manifest.json"), release, written.canaries().written());
        staging.describe("manifest.json");
        canaryRegister.keep(release.id(), publication.name() + " version " + version + " for " + release.recipient() + " of " + release.createdAt(), written.canaries());
        releases.ready(release);
        staging.publish(publication.name(), version);
        releases.published(release.id());
        return new ReleaseOutcome.Released(release, staging.target(publication.name(), version));
    }
}
