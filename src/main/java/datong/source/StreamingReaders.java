package datong.source;

import datong.source.csv.CsvRows;
import datong.source.csv.Delimiter;
import datong.source.json.JsonRecords;
import datong.source.json.NdjsonRecords;
import datong.source.xlsx.XlsWorkbook;
import datong.source.xlsx.XlsxWorkbook;
import datong.source.xml.XmlRecords;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** The readers of this room, each chosen by a delivery's bytes. Stateless. */
public final class StreamingReaders implements RecordReaders {
    @Override
    public RecordReader open(Path delivery, Format format) throws UnreadableSource, IOException {
        return switch (DeliveryKind.of(delivery, format)) {
            case CSV -> csv(delivery, format);
            case XLSX -> XlsxWorkbook.open(delivery, format);
            case XLS -> XlsWorkbook.open(delivery, format);
            case JSON -> flat(delivery, format, text -> new JsonRecords(text, format.records()));
            case NDJSON -> flat(delivery, format, NdjsonRecords::new);
            case XML -> flat(delivery, format, text -> new XmlRecords(text, format.records()));
            case AUTO, TABLE -> throw new UnreadableSource("NOT_A_FILE", 0, "the mapping's format.type is table, so that its records come from a database, not from files");
        };
    }

    private static RecordReader csv(Path delivery, Format format) throws UnreadableSource, IOException {
        TextEncoding encoding = TextEncoding.of(delivery, format.charset());
        char delimiter = format.delimiter().isPresent() ? format.delimiter().get() : Delimiter.detect(delivery, encoding);
        return closing(encoding.open(delivery), text -> TableReader.open(new CsvRows(text, delimiter), format));
    }

    private static RecordReader flat(Path delivery, Format format, Opening<FlatSource> opening) throws UnreadableSource, IOException {
        return closing(TextEncoding.of(delivery, format.charset()).open(delivery), text -> new FlatReader(opening.open(text), format));
    }

    private static RecordReader closing(DecodedText text, Opening<RecordReader> opening) throws UnreadableSource, IOException {
        try {
            return opening.open(text);
        } catch (UnreadableSource | IOException | RuntimeException failed) {
            text.close();
            throw failed;
        }
    }

    private interface Opening<T> {
        T open(DecodedText text) throws UnreadableSource, IOException;
    }
}
