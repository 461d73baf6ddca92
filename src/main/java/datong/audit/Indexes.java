package datong.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The indexes that a log holds, found by a list beside them; the list is derived too, and checked against the log. */
final class Indexes {
    private static final int PORTION = 4096;
    private final Path folder;
    private final LogReader log;

    Indexes(Path folder, LogReader log) {
        this.folder = folder;
        this.log = log;
    }

    /** @param at index of the event that commits it */
    record Found(long at, IndexSegment segment) {}

    static void note(Path folder, long at) {
        try {
            Durable.append(list(folder), (at + "\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Path list(Path folder) {
        return folder.resolve("index").resolve("events");
    }

    /** Takes what was disposed of from the list. */
    static void forget(Path folder, long end) throws IOException {
        if (Files.exists(list(folder))) {
            String left = Files.readAllLines(list(folder)).stream().filter(line -> Long.parseLong(line) >= end).map(line -> line + "\n").collect(Collectors.joining());
            Durable.replace(list(folder), left.getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** The first event that the log still has. */
    long first() {
        return log.first();
    }

    /** Where the next stretch begins. */
    long end() {
        List<Found> all = all();
        return all.isEmpty() ? log.first() : all.getLast().segment().end();
    }

    /** Those whose events the log still has, every one. */
    List<Found> whole() {
        return all().stream().filter(each -> each.segment().first() >= log.first()).toList();
    }

    /** In order and without a gap, the first one perhaps over events that were disposed of; read from the whole log where the list does not say so. */
    List<Found> all() {
        List<Found> listed = listed();
        long first = listed.isEmpty() ? log.first() : listed.getLast().at() + 1;
        List<Found> all = new ArrayList<>(listed);
        for (long at = first; at < log.size(); at += PORTION) {
            log.read(at, PORTION).stream().filter(entry -> entry.event().kind().equals(IndexSegment.KIND)).forEach(entry -> all.add(new Found(entry.index(), IndexSegment.of(entry.event()))));
        }
        return all;
    }

    /** Those that the list names; the newest may be missing. */
    List<Found> listed() {
        try {
            List<Found> found = new ArrayList<>();
            for (String line : Files.exists(list(folder)) ? Files.readAllLines(list(folder)) : List.<String>of()) {
                LogReader.Entry entry = log.find(new LogIndex(Long.parseLong(line))).filter(each -> each.event().kind().equals(IndexSegment.KIND)).orElse(null);
                if (entry == null || !follows(IndexSegment.of(entry.event()), found)) {
                    return List.of();
                }
                found.add(new Found(entry.index(), IndexSegment.of(entry.event())));
            }
            return found;
        } catch (IOException | NumberFormatException unreadable) {
            return List.of();
        }
    }

    private boolean follows(IndexSegment segment, List<Found> before) {
        return before.isEmpty() ? segment.first() <= log.first() : segment.first() == before.getLast().segment().end();
    }

    /** The file of an index; made again from the log if it is missing or not the one that was committed. */
    IndexFile open(IndexSegment segment) throws IOException {
        if (Files.exists(IndexFile.path(folder, segment.first()))) {
            IndexFile file = IndexFile.open(folder, segment.first());
            if (file.keys() == segment.keys() && Arrays.equals(file.root(), segment.root())) {
                return file;
            }
            file.close();
        }
        IndexSegment made = Indexing.write(folder, log, segment.first(), segment.end(), segment.salt());
        if (!Arrays.equals(made.root(), segment.root())) {
            throw new IllegalStateException("the index over events " + segment.first() + " to " + (segment.end() - 1) + " is not what those events hold; run 'bin/datong audit verify --indexes'");
        }
        return IndexFile.open(folder, segment.first());
    }
}
