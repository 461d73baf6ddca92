package datong.studio;

import datong.source.Format;
import datong.source.RawRecord;
import datong.source.RecordReader;
import datong.source.RecordReaders;
import datong.source.UnreadableSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Takes the first records of a delivery whose columns nobody has named yet. */
public final class Sampling {
    /** Characters of a sample; the rest of the delivery is left. */
    private static final long MOST_CHARACTERS = 8_000_000;
    private final RecordReaders readers;
    private final Vocabulary vocabulary;

    public Sampling(RecordReaders readers, Vocabulary vocabulary) {
        this.readers = readers;
        this.vocabulary = vocabulary;
    }

    /**
     * @param asked what the steward says about the format; its labels are not used
     * @throws UnreadableSource if it is no delivery, or has no header
     */
    public Sampled take(Path file, String name, Format asked, int most) throws UnreadableSource, IOException {
        Sampled one = one(file, name, asked, most);
        boolean open = asked.headerRows() == 0 && one.records().stream().findFirst().filter(this::isHeader).isPresent();
        return open ? read(file, name, with(asked, Set.of(), 2), most) : one;
    }

    private Sampled one(Path file, String name, Format asked, int most) throws UnreadableSource, IOException {
        try {
            return read(file, name, with(asked, vocabulary.words(), asked.headerRows()), most);
        } catch (UnreadableSource unknown) {
            if (!unknown.rule().equals("NO_HEADER")) {
                throw unknown;
            }
            return read(file, name, with(asked, Set.of(), asked.headerRows()), most);
        }
    }

    /** A record whose cells are nearly all words for columns is the header's second row. */
    private boolean isHeader(RawRecord record) {
        List<String> filled = Arrays.stream(record.cells()).filter(cell -> cell != null && !cell.isBlank()).map(String::strip).toList();
        return filled.size() >= 2 && filled.stream().filter(vocabulary.words()::contains).count() >= 0.6 * filled.size();
    }

    private Sampled read(Path file, String name, Format format, int most) throws UnreadableSource, IOException {
        List<RawRecord> records = new ArrayList<>();
        long characters = 0;
        try (RecordReader reader = readers.open(file, format)) {
            while (records.size() <= most && characters < MOST_CHARACTERS) {
                List<RawRecord> next = reader.next(Math.min(100, most + 1 - records.size()));
                if (next.isEmpty()) {
                    break;
                }
                records.addAll(next);
                characters += next.stream().flatMap(record -> Arrays.stream(record.cells())).mapToLong(cell -> cell == null ? 0 : cell.length()).sum();
            }
        }
        demandHeader(records);
        boolean more = records.size() > most || characters >= MOST_CHARACTERS;
        return Sampled.of(name, records.subList(0, Math.min(most, records.size())), more);
    }

    /** A file without a header gives its first record as one. */
    private static void demandHeader(List<RawRecord> records) throws UnreadableSource {
        boolean record = records.stream().limit(1).flatMap(first -> first.columns().names().stream()).map(Clues::of)
                .anyMatch(clues -> clues.contains(Clue.RESIDENT_ID) || clues.contains(Clue.MOBILE) || clues.contains(Clue.SEVERAL_PHONES) || clues.contains(Clue.TIMESTAMP));
        if (record) {
            throw new UnreadableSource("NO_HEADER", 0, "the row taken for its header holds what only a record holds; put a row with the names of the columns above the records");
        }
    }

    private static Format with(Format asked, Set<String> labels, int headerRows) {
        return new Format(asked.type(), asked.charset(), asked.delimiter(), asked.sheet(), asked.records(), labels, headerRows, asked.fillDown(), asked.skipRowsWith());
    }
}
