package datong.studio;

import datong.source.RawRecord;
import datong.source.RecordReader;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** Records that are there already, as a reader. */
final class Listed implements RecordReader {
    private final Iterator<RawRecord> records;

    Listed(List<RawRecord> records) {
        this.records = records.iterator();
    }

    @Override
    public List<RawRecord> next(int most) {
        return Stream.generate(() -> records).limit(most).takeWhile(Iterator::hasNext).map(Iterator::next).toList();
    }

    @Override
    public long bytesRead() {
        return 0;
    }

    @Override
    public void close() {}
}
