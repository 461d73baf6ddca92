package datong.intake;

import datong.source.RecordReader;
import datong.source.UnreadableSource;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that arrived from a source and holds records.
 *
 * @param name file name or what else a steward knows it by
 * @param bytes size, -1 if not known
 * @param sha256 hex digest of the bytes, empty for a pull
 * @param channel of a pull that saves its watermark with each batch; its batches are then committed one after the other
 */
public record Delivery(String id, String source, String name, long bytes, Optional<String> sha256, Instant receivedAt, Optional<String> channel,
        Opening opening) {

    /** Opens the delivery's records; called once. */
    @FunctionalInterface
    public interface Opening {
        RecordReader open() throws UnreadableSource, IOException;
    }
}
