package datong.sample;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The rows of DOMAIN §4 as they stand there: each source's header and the part it plays in the story of §4.13. */
record Story(List<String> header, List<Object[]> rows) {
    static Story of(String source) {
        List<CsvRecord> lines = CsvReader.builder().allowMissingFields(true).ofCsvRecord(text(source + ".csv")).stream().toList();
        List<String> header = lines.getFirst().getFields();
        return new Story(header, lines.stream().skip(1).map(line -> line.getFields().toArray(new Object[header.size()])).toList());
    }

    static String text(String name) {
        try (InputStream bytes = Story.class.getResourceAsStream("story/" + name)) {
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    Row row() {
        return new Row(header);
    }
}
