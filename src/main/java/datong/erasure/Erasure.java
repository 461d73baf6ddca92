package datong.erasure;

import datong.approval.Deed;
import datong.approval.Request;
import datong.ledger.PersonNumbers;
import datong.ledger.Remains;
import datong.ledger.Vault;
import datong.ledger.jdbc.PersonRecords;
import datong.publication.Release;
import datong.publication.Releases;
import datong.resolution.jdbc.ErasedEvidence;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Erases a person: first the keys, so that from the first moment on nothing sealed of the person opens, in the ledger, its history or any backup of
 * them; then evidence, records and copies. What has left the hub is named.
 */
public final class Erasure implements Deed {
    /** Of the terms: the person's numbers, one a line. */
    public static final String NUMBERS = "numbers";
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
            return new Asked.Possible(Map.of("numbers", person.words(), "records", String.valueOf(own.records().size()), "datasets", String.join(", ", own.datasets())));
        }).orElse(new Asked.Impossible("NUMBERS"));
    }

    @Override
    public Done carryOut(Request request, Map<String, String> terms) {
        PersonNumbers person = person(terms).orElseThrow(() -> new IllegalStateException("the request's numbers do not read back"));
        PersonRecords.Own own = records.own(person);
        Map<String, String> outcome = new TreeMap<>();
        List<datong.ledger.SubjectId> subjects = records.subjects(person);
        outcome.put("keys_destroyed", String.valueOf(subjects.stream().filter(vault::erase).count()));
        outcome.put("subjects", subjects.stream().map(Object::toString).collect(Collectors.joining(" ")));
        outcome.put("evidence", String.valueOf(evidence.forget(own.records())));
        for (Remains place : remains) {
            outcome.put(place.name(), String.valueOf(place.erase(person)));
        }
        outcome.put("files_waiting", String.valueOf(files.waiting(person)));
        outcome.put(files.name(), String.valueOf(files.erase(person)));
        outcome.put("releases_to_recall", releases(own));
        PersonRecords.Deleted deleted = records.delete(person);
        outcome.put("versions_deleted", String.valueOf(deleted.versions()));
        outcome.put("mentions_blanked", String.valueOf(deleted.mentions()));
        return new Done(outcome, Optional.empty());
    }

    /** Releases of the person's datasets since the first record came: their recipients are to be told. */
    private String releases(PersonRecords.Own own) {
        return releases.newest(RELEASES).stream().filter(release -> own.datasets().contains(release.dataset()) && !release.createdAt().isBefore(own.since()))
                .map(Erasure::words).collect(Collectors.joining(", "));
    }

    private static String words(Release release) {
        return release.publication() + " " + release.version() + " (" + release.recipient() + ")";
    }

    private static Optional<PersonNumbers> person(Map<String, String> terms) {
        return PersonNumbers.parse(terms.getOrDefault(NUMBERS, ""));
    }
}
