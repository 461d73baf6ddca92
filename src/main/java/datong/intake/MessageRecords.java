package datong.intake;

import datong.mapping.Mapping;
import datong.source.Columns;
import datong.source.DecodedText;
import datong.source.Defect;
import datong.source.FlatRecord;
import datong.source.FlatSource;
import datong.source.Format;
import datong.source.RawRecord;
import datong.source.RecordReader;
import datong.source.TextEncoding;
import datong.source.UnreadableSource;
import datong.source.json.JsonRecords;
import datong.source.xml.XmlRecords;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Messages of a queue or broker as records: each holds one JSON or XML record, or several. A message never holds up the next: one that
 * cannot be read, or whose names do not fit the mapping, is a defective record and waits in quarantine.
 */
public final class MessageRecords implements RecordReader {
    /** A record whose names did not fit the mapping of its day; a replay asks again. */
    static final String DRIFTED = "HEADER_DRIFT";
    private static final Pattern LONG_NUMBER = Pattern.compile("\\d[\\d -]{5,}[\\dXx]");
    private final Iterator<byte[]> messages;
    private final Mapping mapping;
    private final Optional<Defect> refused;
    private final Columns known;
    private final Map<Set<String>, Shape> shapes = new HashMap<>();
    private final List<RawRecord> ready = new ArrayList<>();
    private long row;
    private long bytes;

    /** @param refused why the messages are quarantined unread, if they are */
    public MessageRecords(List<byte[]> messages, Mapping mapping, Optional<Defect> refused) {
        this.messages = messages.iterator();
        this.mapping = mapping;
        this.refused = refused;
        this.known = new Columns(List.copyOf(new TreeSet<>(mapping.format().labels())));
    }

    /** The columns of records with the same names, and what is wrong with them. */
    private record Shape(Columns columns, Optional<Defect> drift) {}

    @Override
    public List<RawRecord> next(int most) throws IOException {
        while (ready.size() < most && messages.hasNext()) {
            read(messages.next());
        }
        List<RawRecord> batch = List.copyOf(ready.subList(0, Math.min(most, ready.size())));
        ready.subList(0, batch.size()).clear();
        return batch;
    }

    /** A message is taken whole or set aside whole. */
    private void read(byte[] message) throws IOException {
        bytes += message.length;
        if (refused.isPresent()) {
            ready.add(unread(message, refused.get()));
            return;
        }
        List<FlatRecord> records = new ArrayList<>(1);
        try (FlatSource source = open(message)) {
            for (Optional<FlatRecord> record = source.next(); record.isPresent(); record = source.next()) {
                records.add(record.get());
            }
            records.forEach(record -> ready.add(arrange(record)));
        } catch (UnreadableSource unreadable) {
            ready.add(unread(message, new Defect(unreadable.rule(), unreadable.getMessage())));
        }
    }

    private FlatSource open(byte[] message) throws UnreadableSource {
        Format format = mapping.format();
        boolean xml = format.type() == Format.Type.XML || format.type() == Format.Type.AUTO && startsWithMarkup(message);
        DecodedText text = new DecodedText(new ByteArrayInputStream(message), xml ? charset(message) : StandardCharsets.UTF_8);
        return xml ? new XmlRecords(text, format.records()) : new JsonRecords(text, Optional.empty());
    }

    private Charset charset(byte[] message) {
        return mapping.format().charset().orElseGet(() -> TextEncoding.of(message));
    }

    private static boolean startsWithMarkup(byte[] message) {
        return new String(message, 0, Math.min(64, message.length), StandardCharsets.UTF_8).replace("\uFEFF", "").stripLeading().startsWith("<");
    }

    private RawRecord unread(byte[] message, Defect defect) {
        String[] cells = new String[known.names().size() + 1];
        cells[known.names().size()] = new String(message, charset(message));
        return new RawRecord(known, cells, ++row, Optional.of(defect));
    }

    private RawRecord arrange(FlatRecord record) {
        Shape shape = shapes.computeIfAbsent(record.cells().keySet(), this::shape);
        String[] cells = new String[shape.columns().names().size()];
        record.cells().forEach((name, cell) -> cells[shape.columns().indexOf(name)] = cell);
        return new RawRecord(shape.columns(), cells, ++row, record.defect().or(shape::drift));
    }

    private Shape shape(Set<String> names) {
        Set<String> all = new LinkedHashSet<>(known.names());
        Columns columns = all.addAll(names) ? new Columns(List.copyOf(all)) : known;
        return new Shape(columns, mapping.check(columns) instanceof Mapping.Header.Drifted drifted ? Optional.of(defect(drifted)) : Optional.empty());
    }

    private static Defect defect(Mapping.Header.Drifted drifted) {
        String message = (drifted.unknown().isEmpty() ? "" : "names listed nowhere in the mapping: " + String.join("、", drifted.unknown()) + ". ")
                + (drifted.missing().isEmpty() ? "" : "mapped names that are not there: " + String.join("、", drifted.missing()) + ". ") + drifted.advice();
        return new Defect(DRIFTED, LONG_NUMBER.matcher(message.strip()).replaceAll("…"));
    }

    @Override
    public long bytesRead() {
        return bytes;
    }

    @Override
    public void close() {
        shapes.clear();
    }
}
