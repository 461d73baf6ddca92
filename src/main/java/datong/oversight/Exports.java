package datong.oversight;

import datong.audit.AuditEvent;
import datong.audit.AuditLog;
import datong.audit.LogIndex;
import datong.oversight.Question.Part;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Answers that leave the desk: noted in the log before their first byte, as any other answer. */
public final class Exports {
    /** Rows of a table, evidence files of a bundle, rows of a page to print, at most. */
    public static final int ROWS = 100_000;
    public static final int PROVEN = 1_000;
    public static final int PRINTED = 2_000;
    private static final int PORTION = 2_000;
    private static final String HOW_TO = """
            events.csv          the events, the newest first
            evidence/*.json     of each event: what the log says of it, and the proof that it is in the log
            completeness.json   if there: that nothing of this person or department is left out in the time
            checkpoint.txt      the log's signed checkpoint when this was made
            log.key             the log's public key: take it from elsewhere to be sure, and compare

            bin/datong evidence verify evidence/evidence-N.json --key log.key
            bin/datong evidence verify completeness.json --key log.key
            python3 verify.py evidence/evidence-N.json log.key          (docs/evidence/verify.py of the project, nothing of the hub)
            """;
    private final Desk desk;
    private final AuditLog log;
    private final Proofs proofs;
    private final Supplier<String> ids;
    private final Clock clock;

    /** What the log itself vouches for. */
    public interface Proofs {
        /** Empty while no checkpoint covers the event, or if it is from before salts. */
        Optional<String> evidence(long index);

        /** Of the person or the department asked about. Empty if no index covers the time yet, or the question names no time. */
        Optional<String> completeness(Question question);

        String checkpoint();

        String key();
    }

    /** @param id, organisation of whoever takes it away */
    public record Taker(String id, String organisation) {}

    public Exports(Desk desk, AuditLog log, Proofs proofs, Supplier<String> ids, Clock clock) {
        this.desk = desk;
        this.log = log;
        this.proofs = proofs;
        this.ids = ids;
        this.clock = clock;
    }

    /** The log's newest signed checkpoint, word for word. */
    public String checkpoint() {
        return proofs.checkpoint();
    }

    /** Durable when this returns. @param format {@code CSV}, {@code BUNDLE} or {@code PRINT} */
    public LogIndex note(Question question, String format, long events, Taker taker) {
        Map<String, String> details = new TreeMap<>(Map.of("format", format, "question", question.query(), "events", String.valueOf(events)));
        return log.append(new AuditEvent(ids.get(), clock.instant(), "AUDIT_EXPORTED", taker.id(), taker.organisation(), "", "", "", "", "", List.of(), "", events, 0, "PERMITTED", "role",
                List.of(), "", "", "", details));
    }

    public void csv(Question question, Taker taker, OutputStream out) throws IOException {
        note(question, "CSV", Math.min(ROWS, desk.answer(question).all().events()), taker);
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        table(question, ROWS, writer);
        writer.flush();
    }

    private void table(Question question, int most, Appendable out) throws IOException {
        EventTable table = new EventTable(out);
        int left = most;
        Optional<Long> before = Optional.empty();
        for (List<Desk.Found> portion = portion(question, before, left); !portion.isEmpty(); portion = portion(question, before, left)) {
            for (Desk.Found found : portion) {
                table.add(found);
            }
            left -= portion.size();
            before = Optional.of(portion.getLast().index());
        }
    }

    private List<Desk.Found> portion(Question question, Optional<Long> before, int left) {
        return left == 0 ? List.of() : desk.events(question, before, Math.min(PORTION, left));
    }

    /** Events with the proof of each, as a ZIP file that is checked without the hub. */
    public void bundle(Question question, Taker taker, OutputStream out) throws IOException {
        List<Desk.Found> events = desk.events(question, Optional.empty(), PROVEN);
        note(question, "BUNDLE", events.size(), taker);
        ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        StringBuilder rows = new StringBuilder();
        EventTable table = new EventTable(rows);
        for (Desk.Found found : events) {
            table.add(found);
        }
        file(zip, "events.csv", rows.toString());
        for (Desk.Found found : events) {
            Optional<String> evidence = proofs.evidence(found.index());
            if (evidence.isPresent()) {
                file(zip, "evidence/evidence-" + found.index() + ".json", evidence.get());
            }
        }
        Optional<String> completeness = concerns(question) ? proofs.completeness(question) : Optional.empty();
        if (completeness.isPresent()) {
            file(zip, "completeness.json", completeness.get());
        }
        file(zip, "checkpoint.txt", proofs.checkpoint());
        file(zip, "log.key", proofs.key());
        file(zip, "README.txt", HOW_TO);
        zip.finish();
    }

    private static boolean concerns(Question question) {
        return question.parts().containsKey(Part.PERSON) || question.parts().containsKey(Part.ORGANISATION);
    }

    private static void file(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }
}
