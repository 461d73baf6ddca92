package datong.source.csv;

import datong.source.DecodedText;
import datong.source.Defect;
import datong.source.RowSource;
import datong.source.UnreadableSource;
import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** Rows of a CSV delivery by RFC 4180: quoted line breaks, any line end. */
public final class CsvRows implements RowSource {
    /** Longer fields are refused: they come from a quote that is never closed. */
    private static final int LONGEST_FIELD = 1 << 24;

    private final DecodedText text;
    private final TailWatch tail;
    private final CellHandler handler = new CellHandler();
    private final CloseableIterator<String[]> rows;
    private String[] cells = {};
    private long row;
    private boolean last;

    public CsvRows(DecodedText text, char delimiter) {
        this.text = text;
        this.tail = new TailWatch(text);
        this.rows = CsvReader.builder().fieldSeparator(delimiter).skipEmptyLines(true).maxBufferSize(LONGEST_FIELD)
                .allowExtraFields(true).allowMissingFields(true)
                .detectBomHeader(false).build(handler, tail).iterator();
    }

    @Override
    public boolean advance() throws UnreadableSource, IOException {
        try {
            if (!rows.hasNext()) {
                return false;
            }
            cells = rows.next();
            row = handler.line();
            last = tail.ended() && !rows.hasNext();
            return true;
        } catch (CsvParseException | UncheckedIOException broken) {
            throw unreadable(broken);
        }
    }

    private UnreadableSource unreadable(RuntimeException broken) throws IOException {
        if (broken.getCause() instanceof IOException failed && !(failed instanceof java.nio.charset.CharacterCodingException)
                && !String.valueOf(failed.getMessage()).contains("buffer")) {
            throw failed;
        }
        return new UnreadableSource("BROKEN_CSV", row + 1, "the record after row " + row
                + " is no CSV: text after a closing quote, a quote that is never closed, or more than " + CellHandler.MOST_CELLS
                + " cells; ask the source to double every quote inside a quoted text");
    }

    @Override
    public String[] cells() {
        return cells;
    }

    @Override
    public long row() {
        return row;
    }

    @Override
    public Optional<Defect> defect() {
        if (text.broken()) {
            for (String cell : cells) {
                if (DecodedText.marked(cell)) {
                    return Optional.of(DecodedText.brokenBytes());
                }
            }
        }
        if (last && handler.lastQuoted() && !tail.closes(cells[cells.length - 1])) {
            return Optional.of(new Defect("UNCLOSED_QUOTE", "the delivery ends inside a quoted text; it is cut off or a quote is missing"));
        }
        return Optional.empty();
    }

    @Override
    public String absent() {
        return null;
    }

    @Override
    public List<MergedRange> merged() {
        return List.of();
    }

    @Override
    public long bytesRead() {
        return text.bytesRead();
    }

    @Override
    public void close() throws IOException {
        rows.close();
        text.close();
    }
}
