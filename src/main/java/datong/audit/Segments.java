package datong.audit;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of events, each named for the index of its first: {@code events-000000000000.jsonl}. */
final class Segments {
    private static final Pattern NAME = Pattern.compile("events-(\\d{12,18})\\.jsonl");
    private static final int CHUNK = 1 << 16;

    private Segments() {}

    record Segment(Path file, long first) {}

    /** Where a line lies, and its bytes without the newline; good until the next line is asked for. */
    record Line(Path file, long offset, byte[] bytes, int from, int length) {}

    interface Lines {
        /** @return whether to go on */
        boolean line(Line line) throws IOException;
    }

    static Path file(Path folder, long first) {
        return folder.resolve("events-%012d.jsonl".formatted(first));
    }

    /** Those that the log holds. */
    static List<Segment> list(Path folder) throws IOException {
        long end = Disposals.end(folder);
        return all(folder).stream().filter(segment -> segment.first() >= end).toList();
    }

    /** Those that were disposed of and are to be deleted. */
    static List<Segment> over(Path folder) throws IOException {
        long end = Disposals.end(folder);
        return all(folder).stream().filter(segment -> segment.first() < end).toList();
    }

    private static List<Segment> all(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> NAME.matcher(file.getFileName().toString()))
                    .filter(java.util.regex.Matcher::matches)
                    .map(name -> new Segment(folder.resolve(name.group()), Long.parseLong(name.group(1))))
                    .sorted(java.util.Comparator.comparingLong(Segment::first))
                    .toList();
        }
    }

    /** Hands over every complete line from an offset on, up to the zeros that a writer lays out ahead; returns the offset behind the last newline. */
    static long read(Path file, long from, Lines lines) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            byte[] bytes = new byte[CHUNK];
            int held = 0;
            long base = from;
            while (true) {
                if (held == bytes.length) {
                    bytes = Arrays.copyOf(bytes, bytes.length * 2);
                }
                int read = channel.read(ByteBuffer.wrap(bytes, held, bytes.length - held), base + held);
                if (read < 0) {
                    return base;
                }
                int start = 0;
                int end = held + read;
                for (int at = held; at < end; at++) {
                    if (bytes[at] == '\n') {
                        if (!lines.line(new Line(file, base + start, bytes, start, at - start))) {
                            return base + at + 1;
                        }
                        start = at + 1;
                    }
                }
                if (start < end && bytes[start] == 0) {
                    return base + start;
                }
                System.arraycopy(bytes, start, bytes, 0, end - start);
                held = end - start;
                base += start;
            }
        }
    }

    /** Where the line of an index begins, found by halving; empty if the files do not hold it. */
    static Optional<Start> find(Path folder, long index) throws IOException {
        Optional<Segment> segment = list(folder).reversed().stream().filter(each -> each.first() <= index).findFirst();
        if (segment.isEmpty()) {
            return Optional.empty();
        }
        Path file = segment.get().file();
        long low = 0;
        long high = Files.size(file);
        while (high - low > CHUNK) {
            long middle = (low + high) >>> 1;
            Start start = lineAfter(file, middle);
            if (start.index() < 0 || start.index() > index) {
                high = middle;
            } else {
                low = start.offset();
            }
        }
        long[] found = {-1};
        read(file, low, line -> {
            long each = LogLine.index(line.bytes(), line.from(), line.length());
            found[0] = each == index ? line.offset() : -1;
            return each >= 0 && each < index;
        });
        return found[0] < 0 ? Optional.empty() : Optional.of(new Start(file, found[0], index));
    }

    /** One event, as it stands; empty if there is none that can be read. */
    static Optional<AuditEvent> event(Path folder, long index) throws IOException {
        Optional<Start> start = find(folder, index);
        AuditEvent[] found = {null};
        if (start.isPresent()) {
            read(start.get().file(), start.get().offset(), line -> {
                found[0] = readable(Arrays.copyOfRange(line.bytes(), line.from(), line.from() + line.length()));
                return false;
            });
        }
        return Optional.ofNullable(found[0]);
    }

    /** In which an event is dated, in the district; 0 if it is not there. */
    static int year(Path folder, long index) throws IOException {
        int[] year = {0};
        Optional<Start> start = index < 0 ? Optional.empty() : find(folder, index);
        if (start.isPresent()) {
            read(start.get().file(), start.get().offset(), line -> {
                year[0] = ClockWatch.year(line.bytes(), line.from(), line.length()).orElse(0);
                return false;
            });
        }
        return year[0];
    }

    private static AuditEvent readable(byte[] line) {
        try {
            return EventJson.read(line);
        } catch (IllegalArgumentException altered) {
            return null;
        }
    }

    record Start(Path file, long offset, long index) {}

    private static Start lineAfter(Path file, long offset) throws IOException {
        Start[] found = {new Start(file, Files.size(file), -1)};
        int[] seen = {0};
        read(file, offset, line -> {
            if (seen[0]++ == 0) {
                return true;
            }
            found[0] = new Start(file, line.offset(), LogLine.index(line.bytes(), line.from(), line.length()));
            return false;
        });
        return found[0];
    }

    /** Whether something other than a writer's zeros stands behind an offset. */
    static boolean goesOn(Path file, long from) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer piece = ByteBuffer.allocate(CHUNK);
            for (long at = from; channel.read(piece.clear(), at) > 0; at += piece.position()) {
                for (int each = 0; each < piece.position(); each++) {
                    if (piece.get(each) != 0) {
                        return true;
                    }
                }
            }
            return false;
        }
    }

    static byte[] bytes(FileChannel channel, long offset, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, offset + bytes.position()) < 0) {
                throw new EOFException("a file of the log is shorter than its tree");
            }
        }
        return bytes.array();
    }
}
