package datong.oversight.siem;

import datong.audit.AuditEvent;
import datong.audit.LogReader;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** An event as a message of RFC 5424, framed by its length (RFC 5425); what it says stands in structured data. */
final class Syslog {
    /** Facility 13, log audit. */
    private static final int FACILITY = 13;
    private static final int WARNING = 4;
    private static final int INFORMATIONAL = 6;
    private static final int LONGEST_VALUE = 1_000;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private final String host;
    private final String process;
    private final String id;

    /** @param enterprise private enterprise number of whom the structured data is named after */
    Syslog(String host, long process, int enterprise) {
        this.host = header(host, 255);
        this.process = String.valueOf(process);
        this.id = "datong@" + enterprise;
    }

    byte[] framed(LogReader.Entry entry) {
        byte[] message = message(entry).getBytes(StandardCharsets.UTF_8);
        byte[] length = (message.length + " ").getBytes(StandardCharsets.US_ASCII);
        byte[] frame = new byte[length.length + message.length];
        System.arraycopy(length, 0, frame, 0, length.length);
        System.arraycopy(message, 0, frame, length.length, message.length);
        return frame;
    }

    String message(LogReader.Entry entry) {
        AuditEvent event = entry.event();
        StringBuilder out = new StringBuilder(600).append('<').append(FACILITY * 8 + severity(event)).append(">1 ").append(TIME.format(event.time())).append(' ').append(host).append(" datong ")
                .append(process).append(' ').append(header(event.kind(), 32)).append(" [").append(id);
        value(out, "index", String.valueOf(entry.index()));
        value(out, "id", event.id());
        value(out, "actor", event.actor());
        value(out, "organisation", event.organisation());
        value(out, "case", event.caseNumber());
        value(out, "scene", event.scene());
        value(out, "purpose", event.purpose());
        value(out, "grant", event.grant());
        value(out, "dataset", event.dataset());
        value(out, "items", String.join(" ", event.items()));
        value(out, "level", event.levelMax());
        value(out, "records", String.valueOf(event.records()));
        value(out, "persons", String.valueOf(event.persons()));
        value(out, "decision", event.decision());
        value(out, "rule", event.rule());
        value(out, "policy", event.policyVersion());
        value(out, "client", event.clientAddress());
        return out.append("] \uFEFF").append(event.kind()).append(' ').append(event.decision()).append(" by ").append(event.actor().replaceAll("\\p{Cntrl}", " ")).toString();
    }

    private static int severity(AuditEvent event) {
        return event.decision().equals("DENIED") || event.kind().equals("UNUSUAL_FOUND") ? WARNING : INFORMATIONAL;
    }

    /** What is empty is left out. */
    private static void value(StringBuilder out, String name, String value) {
        if (value.isEmpty()) {
            return;
        }
        out.append(' ').append(name).append("=\"");
        value.codePoints().limit(LONGEST_VALUE).forEach(letter -> {
            if (letter == '"' || letter == '\\' || letter == ']') {
                out.append('\\');
            }
            out.appendCodePoint(Character.isISOControl(letter) ? '\uFFFD' : letter);
        });
        out.append('"');
    }

    /** Header fields are printable ASCII without blanks; {@code -} stands for nothing. */
    private static String header(String text, int most) {
        String printable = text.chars().filter(letter -> letter > 32 && letter < 127).limit(most).collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
        return printable.isEmpty() ? "-" : printable;
    }
}
