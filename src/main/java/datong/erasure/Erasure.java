package datong.erasure;

import datong.approval.Deed;
import datong.approval.Request;
import datong.ledger.Concerned;
import datong.ledger.PersonNumbers;
import datong.ledger.Remains;
import datong.ledger.SubjectId;
import datong.ledger.Vault;
import datong.ledger.jdbc.PersonRecords;
import datong.publication.Release;
import datong.publication.Releases;
import datong.resolution.jdbc.ErasedEvidence;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Erases a person: first the keys, so that from the first moment on nothing sealed of the person opens, in the ledger, its history or any backup of
 * them; then evidence, records and copies. What has left the hub is named.
 */
public final class Erasure implements Deed {
    /** Of the terms: the person's numbers, one a line. */
    public static final String NUMBERS = "numbers";
    /** Of the terms: subjects whose records somebody has chosen, see {@link Concerned#keys}. */
    public static final String SUBJECTS = "subjects";
    private static final int RELEASES = 10_000;
    private final Vault vault;
    private final PersonRecords records;
    private final ErasedEvidence evidence;
    private final List<Remains> remains;
    private final ClearFiles files;
    private final Releases releases;

    public Erasure(Vault vault, PersonRecords records, ErasedEvidence evidence, List<Remains> remains, ClearFiles files, Releases releases) {
        this.vault = vault;
        this.records = records;
        this.evidence = evidence;
        this.remains = List.copyOf(remains);
        this.files = files;
        this.releases = releases;
    }

    @Override
    public Request.Kind kind() {
        return Request.Kind.ERASURE;
    }

    @Override
    public Asked check(Map<String, String> terms) {
        return person(terms).<Asked>map(person -> {
            PersonRecords.Own own = records.own(person);
            return new Asked.Possible(Map.of("numbers", person.toString(), "records", String.valueOf(own.records().size()), "datasets", String.join(", ", own.datasets())));
        }).orElse(new Asked.Impossible("NUMBERS"));
    }

    @Override
    public Done carryOut(Request request, Map<String, String> terms, Consumer<Map<String, String>> progress) {
        Concerned person = person(terms).orElseThrow(() -> new IllegalStateException("the request's numbers do not read back"));
        PersonRecords.Own own = records.own(person);
        Steps steps = new Steps(request.outcome(), progress);
        Set<SubjectId> subjects = records.subjects(person);
        steps.counted("keys_destroyed", subjects.stream().filter(vault::erase).count());
        steps.said("subjects", Concerned.keys(subjects));
        steps.counted("evidence", evidence.forget(own.records()));
        if (!person.numbers().numbers().isEmpty()) {
            copies(person.numbers(), steps);
        }
        if (!own.datasets().isEmpty()) {
            steps.said("releases_to_recall", releases(own));
        }
        PersonRecords.Deleted deleted = records.delete(person);
        steps.counted("versions_deleted", deleted.versions());
        steps.counted("mentions_blanked", deleted.mentions());
        return new Done(steps.outcome, Optional.empty());
    }

    /** They can only be looked through for numbers. */
    private void copies(PersonNumbers numbers, Steps steps) {
        for (Remains place : remains) {
            steps.counted(place.name(), place.erase(numbers));
        }
        steps.said("files_waiting", String.valueOf(files.waiting(numbers)));
        steps.counted(files.name(), files.erase(numbers));
    }

    /** The outcome as it grows, kept after each step; an erasure that goes on after a crash counts on. */
    private static final class Steps {
        private final Map<String, String> outcome;
        private final Consumer<Map<String, String>> progress;

        Steps(Map<String, String> before, Consumer<Map<String, String>> progress) {
            this.outcome = new TreeMap<>(before);
            this.progress = progress;
        }

        void counted(String step, long pieces) {
            said(step, String.valueOf(Long.parseLong(outcome.getOrDefault(step, "0")) + pieces));
        }

        void said(String step, String words) {
            outcome.put(step, words);
            progress.accept(outcome);
        }
    }

    /** Releases of the person's datasets since the first record came: their recipients are to be told. */
    private String releases(PersonRecords.Own own) {
        return releases.newest(RELEASES).stream().filter(release -> own.datasets().contains(release.dataset()) && !release.createdAt().isBefore(own.since()))
                .map(Erasure::words).collect(Collectors.joining(", "));
    }

    private static String words(Release release) {
        return release.publication() + " " + release.version() + " (" + release.recipient() + ")";
    }

    private static Optional<Concerned> person(Map<String, String> terms) {
        return Concerned.parse(terms.getOrDefault(NUMBERS, ""), terms.getOrDefault(SUBJECTS, ""));
    }
}
