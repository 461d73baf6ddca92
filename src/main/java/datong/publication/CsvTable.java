package datong.publication;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PushbackReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * RFC 4180 in UTF-8 with a byte order mark, so that spreadsheets read Chinese. A text that a spreadsheet would take for a formula
 * gets a {@code '} in front (N-17). An absent value is an empty cell.
 */
public final class CsvTable implements TableFormat {
    private static final String FORMULA = "=+-@\t\r";

    @Override
    public String ending() {
        return "csv";
    }

    @Override
    public RowWriter writer(OutputStream stream, List<Column> columns) throws IOException {
        BufferedWriter out = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
        out.write('\uFEFF');
        line(out, columns.stream().map(Column::name).map(Object.class::cast).toList());
        return new RowWriter() {
            @Override
            public void write(List<Object> values) throws IOException {
                line(out, values);
            }

            @Override
            public void flush() throws IOException {
                out.flush();
            }

            @Override
            public void close() throws IOException {
                out.close();
            }
        };
    }

    private static void line(Writer out, List<Object> values) throws IOException {
        for (int each = 0; each < values.size(); each++) {
            if (each > 0) {
                out.write(',');
            }
            if (values.get(each) != null) {
                out.write(cell(values.get(each)));
            }
        }
        out.write("\r\n");
    }

    private static String cell(Object value) {
        String text = Cells.text(value);
        String safe = Cells.textual(value) && !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        boolean quote = safe.isEmpty() || safe.chars().anyMatch(letter -> letter == ',' || letter == '"' || letter == '\n' || letter == '\r');
        return quote ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }

    @Override
    public void read(Path file, RowReader reader) throws IOException {
        try (PushbackReader in = new PushbackReader(Files.newBufferedReader(file, StandardCharsets.UTF_8))) {
            int mark = in.read();
            if (mark != '\uFEFF') {
                throw new IOException("the file has no byte order mark");
            }
            boolean header = true;
            for (List<String> row = row(in); !row.isEmpty(); row = row(in)) {
                if (header) {
                    reader.columns(row);
                } else {
                    reader.row(row);
                }
                header = false;
            }
        }
    }

    private static List<String> row(PushbackReader in) throws IOException {
        List<String> cells = new ArrayList<>();
        int next = in.read();
        while (next >= 0) {
            in.unread(next);
            StringBuilder cell = new StringBuilder();
            boolean quoted = next == '"';
            int end = quoted ? quoted(in, cell) : plain(in, cell);
            cells.add(!quoted && cell.isEmpty() ? null : unguarded(cell.toString()));
            if (end == '\r') {
                in.read();
                return cells;
            }
            next = in.read();
            if (next < 0) {
                cells.add(null);
            }
        }
        return cells;
    }

    private static int plain(PushbackReader in, StringBuilder cell) throws IOException {
        int letter = in.read();
        while (letter >= 0 && letter != ',' && letter != '\r') {
            cell.append((char) letter);
            letter = in.read();
        }
        return letter;
    }

    private static int quoted(PushbackReader in, StringBuilder cell) throws IOException {
        in.read();
        while (true) {
            int letter = in.read();
            if (letter == '"') {
                letter = in.read();
                if (letter != '"') {
                    return letter;
                }
            }
            if (letter < 0) {
                return letter;
            }
            cell.append((char) letter);
        }
    }

    private static String unguarded(String text) {
        return text.length() > 1 && text.charAt(0) == '\'' && FORMULA.indexOf(text.charAt(1)) >= 0 ? text.substring(1) : text;
    }
}
