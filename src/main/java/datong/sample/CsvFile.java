package datong.sample;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Writes CSV as a source would: in its charset, with or without a mark. */
final class CsvFile implements AutoCloseable {
    private final CsvWriter csv;
    private final Writer text;

    CsvFile(Path file, Charset charset, boolean marked, List<String> header) throws IOException {
        this.text = Files.newBufferedWriter(file, charset);
        if (marked) {
            text.write('\uFEFF');
        }
        this.csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text);
        csv.writeRecord(header);
    }

    void write(Object[] cells) {
        csv.writeRecord(Arrays.stream(cells).map(Object::toString).toArray(String[]::new));
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }
}
