package datong.source;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How to read a source's deliveries, as its mapping says.
 *
 * @param charset empty: byte-order mark, else strict UTF-8, else GB18030 (N-01)
 * @param delimiter of CSV; empty: detected among comma, semicolon, tab and bar
 * @param sheet of a workbook; empty: the first visible sheet with a header
 * @param records path to the records inside JSON or XML, words separated by {@code /}; empty: the top
 * @param labels known column labels, by which the header row is found (N-04)
 * @param headerRows rows of the header, joined as {@code parent/child}; 0: detected
 * @param fillDown columns whose merged cells are filled forward, inside the merge range only (N-05)
 * @param skipRowsWith rows whose first filled cell holds one of these words are totals, not records (N-04)
 */
public record Format(
        Type type, Optional<Charset> charset, Optional<Character> delimiter, Optional<String> sheet, Optional<String> records,
        Set<String> labels, int headerRows, List<String> fillDown, List<String> skipRowsWith) {

    public enum Type { AUTO, CSV, XLSX, XLS, JSON, NDJSON, XML, TABLE }
}
