package datong.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Gives records without fixed columns their columns: the known labels first, then whatever else is met. All records of a batch share
 * one {@link Columns}; a batch that brings a new name gets a new one, so that drift shows. What could not be taken apart stands in one
 * cell after the last column.
 */
public final class FlatReader implements RecordReader {
    private final FlatSource source;
    private final Set<String> names;
    private Columns columns;
    private Optional<UnreadableSource> failure = Optional.empty();

    public FlatReader(FlatSource source, Format format) {
        this.source = source;
        this.names = new LinkedHashSet<>(new TreeSet<>(format.labels()));
        this.columns = new Columns(List.copyOf(names));
    }

    @Override
    public List<RawRecord> next(int most) throws UnreadableSource, IOException {
        if (failure.isPresent()) {
            throw failure.get();
        }
        List<FlatRecord> batch = new ArrayList<>(Math.min(most, 4096));
        try {
            Optional<FlatRecord> record;
            while (batch.size() < most && (record = source.next()).isPresent()) {
                batch.add(record.get());
            }
        } catch (UnreadableSource unreadable) {
            failure = Optional.of(unreadable);
            if (batch.isEmpty()) {
                throw unreadable;
            }
        }
        widen(batch);
        return batch.stream().map(this::arrange).toList();
    }

    private void widen(List<FlatRecord> batch) {
        int before = names.size();
        batch.forEach(record -> names.addAll(record.cells().keySet()));
        if (names.size() > before) {
            columns = new Columns(List.copyOf(names));
        }
    }

    private RawRecord arrange(FlatRecord record) {
        int width = columns.names().size();
        String[] cells = new String[width + (record.unread().isPresent() ? 1 : 0)];
        record.cells().forEach((name, cell) -> cells[columns.indexOf(name)] = cell);
        record.unread().ifPresent(rest -> cells[width] = rest);
        return new RawRecord(columns, cells, record.row(), record.defect());
    }

    @Override
    public long bytesRead() {
        return source.bytesRead();
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
