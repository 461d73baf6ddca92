package datong.source.json;

import datong.source.DecodedText;
import datong.source.Defect;
import datong.source.FlatRecord;
import datong.source.FlatSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;

/** One JSON object a line. A broken line is a defective record, the next one goes on. */
public final class NdjsonRecords implements FlatSource {
    private final FlatJson flat = new FlatJson();
    private final DecodedText text;
    private final BufferedReader lines;
    private long row;
    private boolean cut;

    public NdjsonRecords(DecodedText text) {
        this.text = text;
        this.lines = new BufferedReader(text, 1 << 16);
    }

    @Override
    public Optional<FlatRecord> next() throws IOException {
        StringBuilder line = new StringBuilder();
        while (read(line)) {
            row++;
            if (!line.toString().isBlank()) {
                return Optional.of(record(line.toString()));
            }
            line.setLength(0);
        }
        return Optional.empty();
    }

    private FlatRecord record(String line) {
        if (cut) {
            return broken(line, "the line is longer than " + FlatJson.LONGEST + " characters and was cut");
        }
        try (JsonParser parser = flat.parser(line)) {
            parser.nextToken();
            Map<String, String> cells = flat.cells(parser);
            if (parser.nextToken() != null) {
                return broken(line, "something follows the object; one object a line was expected");
            }
            return new FlatRecord(cells, row, Faults.brokenBytes(text, cells), Optional.empty());
        } catch (JacksonException fault) {
            return broken(line, "the line is no JSON" + Faults.place(fault) + " (" + Faults.describe(fault) + ")");
        }
    }

    private FlatRecord broken(String line, String message) {
        return new FlatRecord(Map.of(), row, Optional.of(new Defect("BROKEN_JSON", message)), Optional.of(line));
    }

    /** False at the end of the text. Nothing beyond the longest line is held. */
    private boolean read(StringBuilder line) throws IOException {
        cut = false;
        int character = lines.read();
        if (character < 0) {
            return false;
        }
        for (; character >= 0 && character != '\n'; character = lines.read()) {
            if (line.length() < FlatJson.LONGEST) {
                line.append((char) character);
            } else {
                cut = true;
            }
        }
        return true;
    }

    @Override
    public long bytesRead() {
        return text.bytesRead();
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
