package datong.catalogue;

import datong.catalogue.Submission.Kind;
import datong.catalogue.Submission.Move;
import datong.catalogue.Submission.Step;
import datong.policy.Subject;
import datong.schema.DatasetCode;
import datong.sharing.Finding;
import datong.sharing.Parties;
import datong.sharing.Running;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Entries on their way into the catalogue: departments submit, the authority reviews and announces. Each step is in the log with what it changed. */
public final class SubmissionDesk {
    private static final ZoneId DISTRICT = ZoneId.of("Asia/Shanghai");
    private static final String STEWARD = "data-steward";
    private static final String AUDITOR = "auditor";
    private static final int MOST_WORDS = 1_000;
    private static final int MOST_TEXT = 100_000;
    private final Submissions submissions;
    private final EntryReview review;
    private final CollectionDesk collections;
    private final Supplier<SubmissionClocks> clocks;
    private final Predicate<String> used;
    private final Predicate<String> personal;
    private final SubmissionEvents events;
    private final Clock clock;

    /** @param used whether anybody uses the dataset of a code by an application; @param personal whether a text holds personal data */
    public SubmissionDesk(Submissions submissions, EntryReview review, CollectionDesk collections, Supplier<SubmissionClocks> clocks, Predicate<String> used, Predicate<String> personal,
            SubmissionEvents events, Clock clock) {
        this.submissions = submissions;
        this.review = review;
        this.collections = collections;
        this.clocks = clocks;
        this.used = used;
        this.personal = personal;
        this.events = events;
        this.clock = clock;
    }

    public sealed interface Result {
        record Done(Submission submission) implements Result {}

        /** Nothing was changed. @param rule key of the words for people; @param why further words, empty for none */
        record Refused(String rule, String why) implements Result {
            Refused(String rule) {
                this(rule, "");
            }
        }
    }

    /** That a change in law or duty makes a change of the catalogue necessary; the clock of the department runs from its day. */
    public Result note(String dataset, Kind kind, LocalDate occurredOn, String reason, Subject subject, String clientAddress) {
        Optional<DatasetCode> code = code(dataset);
        Optional<String> refused = !acts(subject) ? Optional.of("NOT_YOURS") : code.isEmpty() ? Optional.of("NO_CODE") : unfit(occurredOn, reason);
        if (refused.isPresent()) {
            return new Result.Refused(refused.get());
        }
        String provider = review.provider(code.get()).orElse(subject.organisation());
        boolean described = review.describes(code.get());
        if (!provider.equals(subject.organisation()) && !authority(subject)) {
            return new Result.Refused("NOT_YOURS");
        }
        if (described == (kind == Kind.NEW)) {
            return new Result.Refused(described ? "DESCRIBED" : "NOT_DESCRIBED");
        }
        if (submissions.open().stream().anyMatch(open -> open.dataset().equals(dataset))) {
            return new Result.Refused("UNDER_WAY");
        }
        Submission submission = new Submission(events.ids().get(), dataset, kind, provider, occurredOn, reason.strip(), subject.id(), clock.instant(), List.of());
        submissions.begin(submission, events.of("NOTED", submission, clientAddress, subject, Map.of("occurred", occurredOn.toString())));
        return new Result.Done(submission);
    }

    private Optional<String> unfit(LocalDate occurredOn, String reason) {
        boolean late = occurredOn.isAfter(today()) || occurredOn.getYear() < 2000;
        return late ? Optional.of("NO_DAY") : reason.isBlank() || reason.length() > MOST_WORDS ? Optional.of("WORDS") : personal.test(reason) ? Optional.of("PERSONAL") : Optional.empty();
    }

    private static Optional<DatasetCode> code(String word) {
        return word.matches("[a-z0-9][a-z0-9.-]{0,63}") ? Optional.of(new DatasetCode(word)) : Optional.empty();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), DISTRICT);
    }

    /** @param text of the entry, with {@link Move#SUBMIT}; @param words with moves that are spoken */
    public synchronized Result move(String id, Move move, String text, String words, Subject subject, String clientAddress) {
        Optional<Submission> found = find(id, subject);
        if (found.isEmpty()) {
            return new Result.Refused("NOT_THERE");
        }
        Submission submission = found.get();
        boolean own = move.authority() ? authority(subject) : acts(subject) && subject.organisation().equals(submission.provider());
        Optional<String> refused = !own ? Optional.of("NOT_YOURS") : submission.refused(move, subject.id())
                .or(() -> move.spoken() && (words.isBlank() || words.length() > MOST_WORDS) ? Optional.of("WORDS") : personal.test(words) ? Optional.of("PERSONAL") : Optional.empty());
        if (refused.isPresent()) {
            return new Result.Refused(refused.get());
        }
        return switch (move) {
            case SUBMIT -> submit(submission, text, subject, clientAddress);
            case ANNOUNCE -> announce(submission, subject, clientAddress);
            case ASK_EXTENSION, EXTEND, DROP, RETURN -> take(submission, move, words.strip(), "", "", subject, clientAddress);
        };
    }

    /** What a form or a source would collect again is looked for by itself (Decree 809, Art. 19). */
    private Result submit(Submission submission, String text, Subject subject, String clientAddress) {
        if (submission.kind() == Kind.WITHDRAWN) {
            return take(submission, Move.SUBMIT, "", "", "", subject, clientAddress);
        }
        Optional<String> incomplete = text.length() > MOST_TEXT ? Optional.of("entry: longer than " + MOST_TEXT + " characters") : review.incomplete(new DatasetCode(submission.dataset()), text, today());
        if (incomplete.isPresent()) {
            return new Result.Refused("INCOMPLETE", incomplete.get());
        }
        Optional<CollectionNotes.Note> again = review.dataset(submission.dataset()).flatMap(dataset -> collections.registered(subject, dataset, review.items(dataset), clientAddress));
        return take(submission, Move.SUBMIT, "", text, again.map(CollectionNotes.Note::id).orElse(""), subject, clientAddress);
    }

    /** What is announced is in force before it is said: cut off in between, it is done again. */
    private Result announce(Submission submission, Subject subject, String clientAddress) {
        boolean withdrawn = submission.kind() == Kind.WITHDRAWN;
        if (withdrawn && used.test(submission.dataset())) {
            return new Result.Refused("IN_USE");
        }
        if (collection(submission).filter(note -> note.justification().isEmpty()).isPresent()) {
            return new Result.Refused("UNJUSTIFIED");
        }
        DatasetCode dataset = new DatasetCode(submission.dataset());
        Optional<String> refused = withdrawn ? review.withdraw(dataset)
                : review.incomplete(dataset, submission.text(), today()).or(() -> review.announce(dataset, submission.text(), today()));
        return refused.<Result>map(why -> new Result.Refused("INCOMPLETE", why)).orElseGet(() -> take(submission, Move.ANNOUNCE, "", "", "", subject, clientAddress));
    }

    private Result take(Submission submission, Move move, String words, String text, String collection, Subject subject, String clientAddress) {
        Submission after = submission.after(new Step(submission.steps().size() + 1, move, move.from(submission.state()).orElseThrow(), clock.instant(), subject.id(), words, text, collection));
        boolean first = submissions.step(after, events.of(move.name(), after, clientAddress, subject, Map.of("step", String.valueOf(after.steps().size()), "state", after.state().name())));
        return first ? new Result.Done(after) : new Result.Refused("OVERTAKEN");
    }

    /** What the last submission would collect again, if anything. */
    public Optional<CollectionNotes.Note> collection(Submission submission) {
        return submission.last(Move.SUBMIT).map(Step::collection).filter(id -> !id.isEmpty()).flatMap(collections::find);
    }

    /** What somebody could do with it now. */
    public List<Move> moves(Submission submission, Subject subject) {
        boolean own = acts(subject) && subject.organisation().equals(submission.provider());
        return List.of(Move.values()).stream().filter(move -> move.authority() ? authority(subject) : own).filter(move -> submission.refused(move, subject.id()).isEmpty()).toList();
    }

    public EntryReview.Reviewed reviewed(Submission submission) {
        return review.of(new DatasetCode(submission.dataset()), submission.kind() == Kind.WITHDRAWN ? Optional.empty() : Optional.of(submission.text()), today());
    }

    /** What a department begins to write from: what was submitted, else the entry as it stands, else a form to fill in. */
    public String draft(Submission submission) {
        return submission.text().isEmpty() ? review.draft(new DatasetCode(submission.dataset()), today()) : submission.text();
    }

    /** Empty also for one that exists but is none of the subject's business. */
    public Optional<Submission> find(String id, Subject subject) {
        return submissions.find(id).filter(submission -> seesAll(subject) || acts(subject) && submission.provider().equals(subject.organisation()));
    }

    /** The last changed first. */
    public List<Submission> newest(Subject subject, int most) {
        return acts(subject) || seesAll(subject) ? submissions.newest(seesAll(subject) ? Optional.empty() : Optional.of(subject.organisation()), most) : List.of();
    }

    /** What the clocks told; the department reads its own. */
    public List<Finding> findings(Subject subject, int most) {
        return submissions.findings(seesAll(subject) ? Optional.empty() : Optional.of(subject.organisation()), most);
    }

    public List<Running> clocksOf(Submission submission) {
        return clocks.get().of(submission);
    }

    private static boolean acts(Subject subject) {
        return subject.kind() == Subject.Kind.PERSON && !Collections.disjoint(subject.groups(), Set.of(STEWARD, Parties.OFFICER, Parties.HEAD, Parties.AUTHORITY));
    }

    private static boolean authority(Subject subject) {
        return subject.kind() == Subject.Kind.PERSON && subject.groups().contains(Parties.AUTHORITY);
    }

    private static boolean seesAll(Subject subject) {
        return subject.groups().contains(Parties.AUTHORITY) || subject.groups().contains(AUDITOR);
    }
}
