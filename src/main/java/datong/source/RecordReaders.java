package datong.source;

import java.io.IOException;
import java.nio.file.Path;

/** Opens the reader that fits a delivery; {@link Format.Type#AUTO} is decided by the bytes, the file's name only breaks ties. */
public interface RecordReaders {
    RecordReader open(Path delivery, Format format) throws UnreadableSource, IOException;
}
