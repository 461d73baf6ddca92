package datong.anonymity.csv;

import datong.anonymity.Hierarchies;
import datong.anonymity.Hierarchy;
import datong.anonymity.Table;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads CSV in UTF-8, separated by comma, semicolon or tab, whichever is most frequent in the first line. */
public final class CsvFiles {
    private CsvFiles() {}

    /** A table with its names in the first line; cells lose the blanks around them. */
    public static Table table(Path file) throws IOException {
        try (CsvReader<CsvRecord> reader = reader(file)) {
            Iterator<CsvRecord> rows = reader.iterator();
            if (!rows.hasNext()) {
                throw new IOException(file + " is empty; the names of its columns were expected in the first line");
            }
            Table table = new Table(cells(rows.next()));
            while (rows.hasNext()) {
                table.add(cells(rows.next()));
            }
            return table;
        } catch (MalformedInputException | UncheckedIOException | CsvParseException | IllegalArgumentException broken) {
            throw unreadable(file, broken);
        }
    }

    /** A hierarchy as ARX writes it: no names, each line a value and its coarser forms. */
    public static Hierarchy hierarchy(Path file) throws IOException {
        try (CsvReader<CsvRecord> reader = reader(file)) {
            List<List<String>> rows = new ArrayList<>();
            reader.forEach(row -> rows.add(cells(row)));
            return Hierarchies.tree(rows);
        } catch (MalformedInputException | UncheckedIOException | CsvParseException | IllegalArgumentException broken) {
            throw unreadable(file, broken);
        }
    }

    private static IOException unreadable(Path file, Exception broken) {
        boolean encoding = Stream.iterate((Throwable) broken, cause -> cause != null, Throwable::getCause).anyMatch(MalformedInputException.class::isInstance);
        return new IOException(file + ": " + (encoding ? "not UTF-8; save it as CSV UTF-8" : broken.getMessage()), broken);
    }

    private static CsvReader<CsvRecord> reader(Path file) throws IOException {
        return CsvReader.builder().fieldSeparator(separator(file)).ofCsvRecord(Files.newBufferedReader(file));
    }

    private static char separator(Path file) throws IOException {
        String first;
        try (Stream<String> lines = Files.lines(file)) {
            first = Optional.of(lines.iterator()).filter(Iterator::hasNext).map(Iterator::next).orElse("");
        }
        char most = ',';
        for (char each : new char[] {';', '\t'}) {
            most = count(first, each) > count(first, most) ? each : most;
        }
        return most;
    }

    private static long count(String line, char separator) {
        return line.chars().filter(letter -> letter == separator).count();
    }

    private static List<String> cells(CsvRecord row) {
        return row.getFields().stream().map(cell -> cell.startsWith("\uFEFF") ? cell.substring(1) : cell).map(String::strip).toList();
    }
}
