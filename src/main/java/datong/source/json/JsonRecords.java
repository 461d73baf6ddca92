package datong.source.json;

import datong.source.DecodedText;
import datong.source.Defect;
import datong.source.FlatRecord;
import datong.source.FlatSource;
import datong.source.UnreadableSource;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Records of one JSON document: the elements of an array, or a single value; at the top or at a path. Rows count records. */
public final class JsonRecords implements FlatSource {
    private final FlatJson flat = new FlatJson();
    private final DecodedText text;
    private final String[] path;
    private final JsonParser parser;
    private State state = State.BEFORE;
    private long row;

    private enum State { BEFORE, IN_ARRAY, AFTER, ENDED }

    /** @param path words separated by {@code /}; empty: the top */
    public JsonRecords(DecodedText text, Optional<String> path) {
        this.text = text;
        this.path = path.filter(words -> !words.isBlank()).map(words -> words.split("/")).orElse(new String[0]);
        this.parser = flat.parser(text);
    }

    @Override
    public Optional<FlatRecord> next() throws UnreadableSource, IOException {
        try {
            return step();
        } catch (JacksonException broken) {
            throw new UnreadableSource("BROKEN_JSON", row + 1, "the document is no JSON after record " + row + Faults.place(broken)
                    + " (" + Faults.describe(broken) + "); ask the source for the document again, or send one object a line (NDJSON)");
        }
    }

    private Optional<FlatRecord> step() throws UnreadableSource, IOException {
        if (state == State.BEFORE) {
            Optional<FlatRecord> single = enter();
            if (single.isPresent()) {
                return single;
            }
        }
        if (state == State.IN_ARRAY) {
            if (parser.nextToken() != JsonToken.END_ARRAY) {
                return Optional.of(record());
            }
            state = State.AFTER;
        }
        if (state == State.AFTER) {
            finish();
        }
        return Optional.empty();
    }

    private Optional<FlatRecord> enter() throws UnreadableSource {
        if (parser.nextToken() == null) {
            throw new UnreadableSource("EMPTY_DELIVERY", 0, "there is nothing in it; a JSON array of objects was expected");
        }
        for (String word : path) {
            descend(word);
        }
        state = parser.currentToken() == JsonToken.START_ARRAY ? State.IN_ARRAY : State.AFTER;
        return state == State.AFTER ? Optional.of(record()) : Optional.empty();
    }

    private void descend(String word) throws UnreadableSource {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean found = parser.currentName().equals(word);
                parser.nextToken();
                if (found) {
                    return;
                }
                parser.skipChildren();
            }
        }
        throw new UnreadableSource("NO_RECORDS", 0, "there is no '" + word + "' on the path " + String.join("/", path)
                + " in the document; correct format.records in the mapping, or check that the file belongs to this source");
    }

    private FlatRecord record() {
        Map<String, String> cells = flat.cells(parser);
        row++;
        return new FlatRecord(cells, row, Faults.brokenBytes(text, cells), Optional.empty());
    }

    private void finish() {
        while (parser.nextToken() != null) {
            if (parser.streamReadContext().inRoot() && parser.currentToken() != JsonToken.END_OBJECT) {
                throw new tools.jackson.core.exc.StreamReadException(parser, "something follows the document's end");
            }
        }
        state = State.ENDED;
    }

    @Override
    public long bytesRead() {
        return text.bytesRead();
    }

    @Override
    public void close() throws IOException {
        parser.close();
        text.close();
    }
}
