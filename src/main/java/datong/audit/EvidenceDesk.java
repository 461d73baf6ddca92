package datong.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes evidence out of a log's folder, and checks evidence without it. */
public final class EvidenceDesk {
    /** What is opened unless somebody says otherwise: which items, and how each was treated. */
    public static final List<String> USUAL = List.of("items", "obligations_applied");
    private final Path folder;

    public EvidenceDesk(Path folder) {
        this.folder = folder;
    }

    /**
     * @param open lists whose elements are opened: {@code items, obligations_applied, person_keys, details}
     * @throws IllegalArgumentException if the log has no such event, or it is from before salts and cannot be opened in parts
     */
    public Evidence make(long index, List<String> open) {
        if (!EventCommitment.LISTS.containsAll(open)) {
            throw new IllegalArgumentException("an event has no list among " + open + "; expected some of " + EventCommitment.LISTS);
        }
        LogReader log = LogReader.of(folder);
        Anchored shown = shown(index, log);
        return under(shown.checkpoint(), shown.receipt(), index, (list, text) -> open.contains(list), log);
    }

    /** Under a checkpoint that covers the event. */
    Evidence under(Checkpoint checkpoint, Optional<byte[]> timeStamp, long index, EventCommitment.Choice choice, LogReader log) {
        if (index >= 0 && index < log.first()) {
            throw new IllegalArgumentException("event " + index + " was disposed of: only its hash is left; 'audit show " + index + "' names the event that says so");
        }
        LogReader.Entry entry = log.find(new LogIndex(index)).orElseThrow(() -> new IllegalArgumentException("the log has no event " + index + " under its newest checkpoint"));
        EventCommitment.Parts parts = new EventCommitment().open(entry.line(), choice)
                .orElseThrow(() -> new IllegalArgumentException("event " + index + " is from before salts and cannot be opened in parts; give its line and 'audit show'"));
        return new Evidence(key(), index, LogLine.previousLeaf(entry.line(), 0, entry.line().length), parts, log.prove(new LogIndex(index), checkpoint).path(), checkpoint, timeStamp);
    }

    /** The first checkpoint over the event that was time-stamped; otherwise the newest cosigned one, otherwise the newest. */
    Anchored shown(long index, LogReader log) {
        return Anchored.all(folder).stream().filter(each -> each.receipt().isPresent() && each.checkpoint().size() > index).findFirst()
                .orElseGet(() -> new Anchored("", java.time.Instant.EPOCH, Witnessing.published(folder).filter(cosigned -> cosigned.size() > index).orElseGet(log::checkpoint), Optional.empty()));
    }

    /** What became of an event that there is evidence of. @throws IllegalStateException if the log should have it and does not, or has another one */
    public String standing(Evidence evidence) {
        LogReader log = LogReader.of(folder);
        if (evidence.index() >= log.size() || !java.util.Arrays.equals(log.prove(new LogIndex(evidence.index())).leafHash(), evidence.leaf())) {
            throw new IllegalStateException("the log's folder has not this event at index " + evidence.index() + ": it was cut or altered");
        }
        return log.disposedBy(evidence.index()).map(event -> "was disposed of by event " + event + "; its hash is still that of this evidence")
                .orElseGet(() -> log.find(new LogIndex(evidence.index())).map(entry -> "is still in the log").orElseThrow());
    }

    LogKey key() {
        try {
            return LogKey.parse(Files.readString(folder.resolve("log.key")));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * What is wrong with evidence; empty: it holds.
     *
     * @param keys of the log, led to by one that was got from elsewhere than the evidence
     * @param witnesses each must have cosigned
     * @param authorities whose time stamp it must bear, if present
     * @param notes says what cosignatures and time stamp show
     */
    public static List<String> check(Evidence evidence, LogKeys keys, List<WitnessKey> witnesses, Optional<TimeStamps> authorities, List<String> notes) {
        List<String> wrong = new ArrayList<>();
        Checkpoint checkpoint = evidence.checkpoint();
        if (!keys.vouchFor(checkpoint)) {
            wrong.add("the checkpoint is not signed by " + keys);
        }
        if (!evidence.included()) {
            wrong.add("the event, as it was opened, is not event " + evidence.index() + " of the log that the checkpoint was signed over");
        }
        outsiders(evidence, witnesses, authorities, wrong, notes);
        return wrong;
    }

    private static void outsiders(Evidence evidence, List<WitnessKey> witnesses, Optional<TimeStamps> authorities, List<String> wrong, List<String> notes) {
        Checkpoint checkpoint = evidence.checkpoint();
        witnesses.forEach(witness -> witness.cosigned(checkpoint).ifPresentOrElse(at -> notes.add("cosigned by " + witness.name() + " at " + at),
                () -> wrong.add("the checkpoint bears no good cosignature of " + witness.name())));
        authorities.ifPresent(trusted -> stamped(evidence, trusted, wrong, notes));
    }

    private static void stamped(Evidence evidence, TimeStamps trusted, List<String> wrong, List<String> notes) {
        try {
            TimeStamps.Stamp stamp = trusted.verify(evidence.timeStamp().orElseThrow(() -> new TimeStamps.InvalidTimeStamp("it bears no time stamp", null)),
                    evidence.checkpoint().note().getBytes(StandardCharsets.UTF_8));
            notes.add("was there at " + stamp.at() + ", by the time stamp of " + stamp.authority());
        } catch (TimeStamps.InvalidTimeStamp invalid) {
            wrong.add(invalid.getMessage());
        }
    }
}
