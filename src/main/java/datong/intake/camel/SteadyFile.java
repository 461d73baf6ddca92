package datong.intake.camel;

import datong.source.RawRecord;
import datong.source.RecordReader;
import datong.source.UnreadableSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;

/** Reads a file to its end and then demands that it is still the file that was begun: what was cut or put in its place unread is not lost in silence. */
final class SteadyFile implements RecordReader {
    private final Path file;
    private final State begun;
    private final RecordReader reader;
    private long rows;

    SteadyFile(Path file, State begun, RecordReader reader) {
        this.file = file;
        this.begun = begun;
        this.reader = reader;
    }

    /** What tells a file from another and from itself later. */
    record State(long size, long modified, Object key) {
        static State of(Path file) throws IOException {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new State(attributes.size(), attributes.lastModifiedTime().toMillis(), Objects.requireNonNullElse(attributes.fileKey(), file));
        }
    }

    @Override
    public List<RawRecord> next(int most) throws UnreadableSource, IOException {
        List<RawRecord> records = reader.next(most);
        rows += records.size();
        if (records.isEmpty() && Files.exists(file) && !State.of(file).equals(begun)) {
            throw new UnreadableSource("CHANGED_WHILE_READ", rows, "the file was changed or replaced while it was read; deliver files whole, by renaming them into "
                    + "the folder, and deliver this one again");
        }
        return records;
    }

    @Override
    public long bytesRead() {
        return reader.bytesRead();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
