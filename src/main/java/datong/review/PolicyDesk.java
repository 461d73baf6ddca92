package datong.review;

import datong.policy.PolicyProblem;
import datong.policy.Subject;
import datong.policy.ranger.PolicyFolder;
import datong.policy.yaml.ExpectFiles;
import datong.policy.yaml.PolicyVersions;
import datong.review.difflib.FileChange;
import datong.schema.LedgerSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where people change the folder of policies: a file is tried and compared first, and only what was shown is saved. */
public final class PolicyDesk {
    private static final Pattern NAMES = Pattern.compile("(purposes|scenes|groups|organisations|subjects|roles|zones)\\.yaml"
            + "|(access|grants|zones/[A-Za-z0-9_-]{1,80})/[A-Za-z0-9_-]{1,80}\\.(policy|grant|expect)\\.yaml");
    private static final int DRAFTS = 100;
    private final PolicyFiles files;
    private final PolicyFolder inForce;
    private final Function<Path, PolicyFolder> opening;
    private final Supplier<LedgerSchema> schema;
    private final PolicyVersions versions;
    private final PolicyComparison comparison;
    private final PolicyEvents events;
    private final Map<String, Draft> drafts = new LinkedHashMap<>();

    /** @param folder {@code policies/}; @param opening a folder as the hub would read it, for trying */
    public PolicyDesk(Path folder, PolicyFolder inForce, Function<Path, PolicyFolder> opening, Supplier<LedgerSchema> schema, PolicyVersions versions, PolicyComparison comparison,
            PolicyEvents events) {
        this.files = new PolicyFiles(folder);
        this.inForce = inForce;
        this.opening = opening;
        this.schema = schema;
        this.versions = versions;
        this.comparison = comparison;
        this.events = events;
    }

    /** @param before what the file holds now, @param text what it would hold; empty: no such file */
    public record Draft(String id, String author, String file, Optional<String> before, Optional<String> text, PolicyComparison.Compared compared) {
        public List<FileChange> changes() {
            return FileChange.between(Map.of(file, before.orElse("")), Map.of(file, text.orElse("")));
        }
    }

    public sealed interface Tried {
        /** @param expectations of {@code *.expect.yaml} that would fail */
        record Good(Draft draft, List<PolicyProblem> expectations) implements Tried {}

        record Refused(List<PolicyProblem> problems) implements Tried {}
    }

    public enum Saved {
        DONE, GONE,
        /** The file or the policies in force are others than those the draft was compared with. */
        OVERTAKEN
    }

    /** Files below the folder that people may change here, in order. */
    public List<String> files() {
        return files.names().stream().filter(PolicyDesk::belongs).toList();
    }

    public static boolean belongs(String file) {
        return NAMES.matcher(file).matches();
    }

    /** @throws IllegalArgumentException for a name that does not belong in the folder */
    public Optional<String> text(String file) {
        if (!belongs(file)) {
            throw new IllegalArgumentException("'" + file + "' is no file of policies; expected access/NAME.policy.yaml, grants/NAME.grant.yaml, zones/ZONE/NAME.policy.yaml, or one of the files of words");
        }
        return files.text(file);
    }

    /** @param text empty: the file is taken away */
    public Tried attempt(String file, Optional<String> text, Subject author) {
        Optional<String> before = text(file);
        if (inForce.admin().isPresent()) {
            return new Tried.Refused(List.of(new PolicyProblem(file, 1, "a Ranger Admin is in charge; change policies there, and words, grants and limits in the folder")));
        }
        try (PolicyFiles.Scratch copy = files.copy()) {
            copy.files().write(file, text);
            try (PolicyFolder changed = opening.apply(copy.files().folder())) {
                return changed.problems().isEmpty() ? compared(changed, new Change(file, before, text, author), copy.files().folder()) : new Tried.Refused(changed.problems());
            }
        }
    }

    private record Change(String file, Optional<String> before, Optional<String> text, Subject author) {}

    private Tried compared(PolicyFolder changed, Change change, Path copy) {
        try {
            PolicyComparison.Compared compared = comparison.compare(
                    inForce.rehearsal().orElseThrow(() -> new IllegalStateException("no policies are in force to compare with; mend the folder first")), changed.rehearsal().orElseThrow());
            List<PolicyProblem> expectations = new ExpectFiles(copy, changed, changed, schema.get()).run().failures();
            return new Tried.Good(keep(new Draft(UUID.randomUUID().toString(), change.author().id(), change.file(), change.before(), change.text(), compared)), expectations);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the changed policies could not be tried", unreadable);
        }
    }

    private synchronized Draft keep(Draft draft) {
        drafts.put(draft.id(), draft);
        drafts.keySet().stream().limit(Math.max(0, drafts.size() - DRAFTS)).toList().forEach(drafts::remove);
        return draft;
    }

    /** Into the folder, whole; from there on it is a change as any other. Only its author can. */
    public synchronized Saved save(String id, Subject author) {
        Draft draft = drafts.get(id);
        if (draft == null || !draft.author().equals(author.id())) {
            return Saved.GONE;
        }
        if (!text(draft.file()).equals(draft.before()) || !draft.compared().from().equals(inForce.policyVersion())) {
            return Saved.OVERTAKEN;
        }
        events.saved(author, draft.compared().from(), draft.compared().to(), draft.file());
        files.write(draft.file(), draft.text());
        drafts.remove(id);
        return Saved.DONE;
    }

    /** Every version that was ever in force or waited here, the last 200 of them. @return empty if one of them is not kept */
    public Optional<List<FileChange>> changes(String from, String to) {
        return versions.find(from).flatMap(before -> versions.find(to).map(after -> FileChange.between(new PolicyFiles(before).texts(), new PolicyFiles(after).texts())));
    }

    /** Compares two kept versions over the questions of today. @return empty if one of them is not kept, is not good under today's schema, or is a Ranger Admin's */
    public Optional<PolicyComparison.Compared> compare(String from, String to) {
        return versions.find(from).flatMap(before -> versions.find(to).flatMap(after -> {
            try (PolicyFolder was = opening.apply(before); PolicyFolder is = opening.apply(after)) {
                return was.rehearsal().filter(one -> one.policyVersion().equals(from))
                        .flatMap(one -> is.rehearsal().filter(other -> other.policyVersion().equals(to)).map(other -> comparison.compare(one, other)));
            }
        }));
    }

    /** The folder says again what is in force; what waited is no longer proposed. @param version that waited */
    public synchronized void takeBack(String version, Subject author) {
        String last = inForce.policyVersion();
        PolicyFiles kept = new PolicyFiles(versions.find(last).orElseThrow(() -> new IllegalStateException("the policies in force were not kept; mend the folder by hand")));
        events.takenBack(author, last, version);
        Stream.concat(kept.names().stream(), files.decisive().stream()).distinct().filter(name -> !files.text(name).equals(kept.text(name)))
                .forEach(name -> files.write(name, kept.text(name)));
    }
}
