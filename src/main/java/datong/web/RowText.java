package datong.web;

import datong.web.VerificationRows.Row;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** Rows of a verification request as CSV (RFC 4180, with a header) and as NDJSON. */
public final class RowText {
    public static final String CSV = "text/csv;charset=UTF-8;header=present";
    public static final String NDJSON = "application/x-ndjson";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private RowText() {}

    public static byte[] csv(List<Row> rows) {
        return rows.stream().map(row -> fields(row).values().stream().map(value -> cell(value.toString())).collect(Collectors.joining(",")) + "\r\n")
                .collect(Collectors.joining("", "delivery,row,key,column,rule,reason,value\r\n", "")).getBytes(StandardCharsets.UTF_8);
    }

    public static byte[] ndjson(List<Row> rows) {
        return rows.stream().map(row -> JSON.writeValueAsString(fields(row)) + "\n").collect(Collectors.joining()).getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, Object> fields(Row row) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("delivery", row.delivery());
        fields.put("row", row.row());
        fields.put("key", row.key());
        fields.put("column", row.column());
        fields.put("rule", row.rule());
        fields.put("reason", row.message());
        fields.put("value", row.value());
        return fields;
    }

    /** A cell that a spreadsheet would run as a formula gets an apostrophe in front (OWASP, CSV injection). */
    public static String cell(String text) {
        String guarded = !text.isEmpty() && "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        boolean plain = Stream.of(",", "\"", "\r", "\n").noneMatch(guarded::contains);
        return plain ? guarded : '"' + guarded.replace("\"", "\"\"") + '"';
    }
}
