package datong.audit;

import datong.audit.AuditReport.Finding;
import datong.audit.AuditReport.Kind;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Re-reads a whole log and says whether it is what was signed. Needs the folder and the public key, nothing of the hub; may run
 * while the hub writes.
 */
public final class AuditVerifier {
    private final Path folder;
    private final LogKey key;
    private final List<Finding> findings = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final TreeMap<Long, Checkpoint> signed = new TreeMap<>();
    private final Merkle merkle = new Merkle();
    private final ClockWatch clock = new ClockWatch();
    private Frontier frontier = new Frontier();
    private byte[] lastLeaf = LogLine.beforeTheFirst();
    private long lastGood;
    private boolean suspicious;
    private LogKeys keys;
    private Optional<Disposals.Disposed> disposed = Optional.empty();
    private String disposedRoot = "";

    /** For one verification. */
    public AuditVerifier(Path folder, LogKey key) {
        this.folder = folder;
        this.key = key;
    }

    /** @param keptElsewhere checkpoints that were taken out of the hub's reach; only they show that a log was cut or replaced as a whole */
    public AuditReport verify(List<Checkpoint> keptElsewhere) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException("there is no audit log in " + folder + "; name its folder with --log");
        }
        keys = keys();
        keptElsewhere.forEach(checkpoint -> take(checkpoint, "the checkpoint kept elsewhere"));
        history();
        Optional<Checkpoint> newest = newest();
        readEvents();
        notes.addAll(clock.notes());
        judgeLength();
        if (disposed.isPresent()) {
            judgeDisposal(disposed.get());
        }
        if (suspicious) {
            findings.addAll(new Diagnosis(folder, signed).run());
        }
        if (newest.isPresent() && frontier.size() > signed.keySet().stream().max(Long::compare).orElse(0L) && findings.isEmpty()) {
            notes.add((frontier.size() - newest.get().size()) + " events are newer than the newest checkpoint: chained, not yet signed");
        }
        return new AuditReport(frontier.size(), newest, signed.size(), List.copyOf(findings), List.copyOf(notes));
    }

    private LogKeys keys() throws IOException {
        try {
            LogKeys led = LogKeys.trusting(key, folder);
            if (led.handOvers() > 0) {
                notes.add("the key was handed over " + led.handOvers() + " times, each time signed by both keys; checkpoints are held against the key of their time");
            }
            return led;
        } catch (IllegalArgumentException altered) {
            findings.add(new Finding(Kind.BAD_SIGNATURE, -1, altered.getMessage()));
            return LogKeys.alone(key);
        }
    }

    private void history() throws IOException {
        try {
            Checkpoints.History history = Checkpoints.history(folder);
            history.notes().parallelStream().filter(note -> !keys.vouchFor(note)).toList()
                    .forEach(note -> unsigned(note, "a checkpoint of the history"));
            history.notes().stream().filter(note -> findings.isEmpty() || keys.vouchFor(note)).forEach(note -> enter(note, "the checkpoint history"));
            if (history.cut()) {
                notes.add("the last note of the checkpoint history is unfinished, as a crash leaves it; the hub mends it at its next start");
            }
        } catch (IllegalArgumentException malformed) {
            findings.add(new Finding(Kind.UNREADABLE, -1, malformed.getMessage()));
        }
    }

    private Optional<Checkpoint> newest() throws IOException {
        try {
            Optional<Checkpoint> newest = Checkpoints.newest(folder);
            if (newest.isEmpty()) {
                findings.add(new Finding(Kind.UNREADABLE, -1, "there is no file 'checkpoint' in " + folder));
            }
            newest.ifPresent(this::notRolledBack);
            newest.ifPresent(checkpoint -> take(checkpoint, "the newest checkpoint"));
            return newest;
        } catch (IllegalArgumentException malformed) {
            findings.add(new Finding(Kind.UNREADABLE, -1, "the file 'checkpoint': " + malformed.getMessage()));
            return Optional.empty();
        }
    }

    private void notRolledBack(Checkpoint newest) {
        if (!signed.isEmpty() && signed.lastKey() > newest.size()) {
            findings.add(new Finding(Kind.FORKED, -1, "the newest checkpoint covers " + newest.size() + " events, an older one "
                    + signed.lastKey() + ": the log was set back"));
        }
    }

    private void take(Checkpoint checkpoint, String name) {
        if (keys.vouchFor(checkpoint)) {
            enter(checkpoint, name);
        } else {
            unsigned(checkpoint, name);
        }
    }

    private void unsigned(Checkpoint checkpoint, String name) {
        findings.add(new Finding(Kind.BAD_SIGNATURE, -1, name + " over " + checkpoint.size() + " events is not signed by " + key.name()
                + " (key id " + java.util.HexFormat.of().formatHex(key.id()) + ") nor by the key of its time that it leads to"));
    }

    private void enter(Checkpoint checkpoint, String name) {
        Checkpoint same = signed.putIfAbsent(checkpoint.size(), checkpoint);
        if (same != null && (!Arrays.equals(same.root(), checkpoint.root()) || !same.origin().equals(checkpoint.origin()))) {
            findings.add(new Finding(Kind.FORKED, -1, name + " over " + checkpoint.size()
                    + " events contradicts another one of the same size: the key signed two different logs"));
        }
    }

    private void readEvents() throws IOException {
        compare();
        disposed = Disposals.last(folder);
        if (disposed.isPresent()) {
            takeHashes(disposed.get().end());
        }
        ParallelLeaves leaves = new ParallelLeaves(this::follow);
        for (Segments.Segment segment : Segments.list(folder)) {
            if (segment.first() != frontier.size()) {
                suspicious = true;
            }
            long end = Segments.read(segment.file(), 0, line -> {
                leaves.add(line);
                return true;
            });
            leaves.flush();
            if (Segments.goesOn(segment.file(), end)) {
                notes.add(segment.file().getFileName() + " ends in an unfinished line, as a write under way or a crash leaves it");
            }
        }
    }

    /** Of what was disposed of the tree has the hashes; checkpoints tell whether they are the right ones. */
    private void takeHashes(long end) throws IOException {
        try {
            Disposals.leaves(folder, end, leaf -> {
                lastLeaf = leaf;
                frontier.add(leaf, merkle, (level, hash) -> { });
                compare();
            });
        } catch (EOFException | NoSuchFileException cut) {
            findings.add(new Finding(Kind.MISSING, frontier.size(), "the events before " + end + " were disposed of, and the tree does not have the hashes of all of them any more"));
        }
        disposedRoot = HexFormat.of().formatHex(frontier.root(merkle));
    }

    /** Only an event under a signed checkpoint makes a disposal of what would be a loss. */
    private void judgeDisposal(Disposals.Disposed disposed) throws IOException {
        Map<String, String> words = !signed.isEmpty() && disposed.event() < signed.lastKey() ? Segments.event(folder, disposed.event()).filter(event -> event.kind().equals(LogDisposal.KIND)).map(AuditEvent::details).orElse(Map.of())
                : Map.of();
        if (!words.getOrDefault("end", "").equals(String.valueOf(disposed.end()))) {
            findings.add(new Finding(Kind.MISSING, 0, "the events before " + disposed.end() + " are missing, and no signed event of the log says that they were disposed of"));
        } else if (!words.get("root").equals(disposedRoot)) {
            findings.add(new Finding(Kind.ROOT_MISMATCH, disposed.event(), "the hashes of the events before " + disposed.end() + " are not those that were disposed of by event " + disposed.event()));
        } else {
            notes.add("events 0 to " + (disposed.end() - 1) + " were disposed of by event " + disposed.event() + ", the latest of " + words.get("latest") + ", asked for by " + words.get("asked_by")
                    + ", confirmed by " + words.get("confirmed_by") + "; their hashes hold");
        }
    }

    private void follow(byte[] line, int from, int length, byte[] leaf) {
        suspicious |= LogLine.index(line, from, length) != frontier.size() || !LogLine.follows(line, from, length, lastLeaf);
        clock.see(frontier.size(), line, from, length);
        lastLeaf = leaf;
        frontier.add(leaf, merkle, (level, hash) -> { });
        compare();
    }

    private void compare() {
        Checkpoint checkpoint = signed.get(frontier.size());
        if (checkpoint == null) {
            return;
        }
        if (Arrays.equals(checkpoint.root(), frontier.root(merkle))) {
            lastGood = checkpoint.size();
            return;
        }
        if (findings.stream().noneMatch(finding -> finding.kind() == Kind.ROOT_MISMATCH)) {
            findings.add(new Finding(Kind.ROOT_MISMATCH, -1, "the first " + checkpoint.size() + " events are not those that were signed; the first "
                    + lastGood + " are"));
        }
        suspicious = true;
    }

    private void judgeLength() {
        if (!signed.isEmpty() && signed.lastKey() > frontier.size()) {
            findings.add(new Finding(Kind.CUT_TAIL, frontier.size(), "the log holds " + frontier.size() + " events, but a signed checkpoint covers "
                    + signed.lastKey()));
            suspicious = true;
        }
    }
}
