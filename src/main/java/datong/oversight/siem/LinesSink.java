package datong.oversight.siem;

import datong.audit.LogReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/**
 * Lines of JSON at the end of a file, each once: the file itself tells which event was written last. Whoever moves the file away (as log rotation does) finds the next
 * events in a new one.
 */
final class LinesSink implements Sink {
    private static final int TAIL = 1 << 16;
    private final Path file;
    private final EventLines lines;
    private Optional<FileChannel> open = Optional.empty();
    private long next = -1;

    LinesSink(Path file, EventLines lines) {
        this.file = file;
        this.lines = lines;
    }

    @Override
    public void take(List<LogReader.Entry> events) throws IOException {
        if (events.isEmpty()) {
            return;
        }
        if (open.isPresent() && !Files.exists(file)) {
            close();
        }
        FileChannel channel = channel();
        StringBuilder text = new StringBuilder();
        events.stream().filter(event -> lines.tells(event.event())).forEach(event -> text.append(lines.line(event)));
        ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        channel.force(false);
        next = events.getLast().index() + 1;
    }

    private FileChannel channel() throws IOException {
        if (open.isEmpty()) {
            if (file.toAbsolutePath().getParent() != null) {
                Files.createDirectories(file.toAbsolutePath().getParent());
            }
            open = Optional.of(FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
        }
        return open.get();
    }

    @Override
    public long settled(long known) throws IOException {
        if (next < 0) {
            next = Math.max(known, written());
        }
        return next;
    }

    /** The index behind that of the last whole line; an unfinished one, as a crash leaves it, is cut off. */
    private long written() throws IOException {
        if (!Files.exists(file)) {
            return 0;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            int length = (int) Math.min(TAIL, channel.size());
            ByteBuffer tail = ByteBuffer.allocate(length);
            while (tail.hasRemaining() && channel.read(tail, channel.size() - length + tail.position()) >= 0) {
                continue;
            }
            String text = new String(tail.array(), StandardCharsets.ISO_8859_1);
            int end = text.lastIndexOf('\n') + 1;
            channel.truncate(channel.size() - length + end);
            int index = text.lastIndexOf(EventLines.INDEX, end);
            return index < 0 ? 0 : Long.parseLong(text.substring(index + EventLines.INDEX.length(), text.indexOf('}', index))) + 1;
        }
    }

    @Override
    public void close() {
        try {
            if (open.isPresent()) {
                open.get().close();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } finally {
            open = Optional.empty();
            next = -1;
        }
    }
}
