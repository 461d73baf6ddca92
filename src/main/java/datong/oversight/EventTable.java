package datong.oversight;

import datong.audit.AuditEvent;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** Events as CSV (RFC 4180, UTF-8 with a mark for spreadsheets). No cell can be taken for a formula. */
public final class EventTable {
    static final List<String> HEADER = List.of("index", "time", "kind", "actor", "organisation", "case", "scene", "purpose", "grant", "dataset", "items", "level", "records", "persons",
            "decision", "rule", "obligations", "policy_version", "log_id");
    private final Appendable out;

    /** Writes the header. */
    public EventTable(Appendable out) throws IOException {
        this.out = out;
        out.append('\uFEFF');
        row(out, HEADER);
    }

    public void add(Desk.Found found) throws IOException {
        AuditEvent event = found.event();
        row(out, List.of(String.valueOf(found.index()), event.time().toString(), event.kind(), event.actor(), event.organisation(), event.caseNumber(), event.scene(), event.purpose(), event.grant(),
                event.dataset(), String.join(" ", event.items()), event.levelMax(), String.valueOf(event.records()), String.valueOf(event.persons()), event.decision(), event.rule(),
                String.join(" ", event.obligations()), event.policyVersion(), event.id()));
    }

    /** One line of CSV. */
    public static void row(Appendable out, List<String> cells) throws IOException {
        out.append(cells.stream().map(EventTable::cell).collect(Collectors.joining(","))).append("\r\n");
    }

    /** A text that a spreadsheet would calculate is led by an apostrophe. */
    static String cell(String text) {
        String safe = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        boolean quoted = safe.chars().anyMatch(letter -> letter == ',' || letter == '"' || letter == '\n' || letter == '\r');
        return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
