package datong.audit;

import datong.audit.AuditReport.Finding;
import datong.audit.AuditReport.Kind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Whether each index that was committed into a log is the one that its events make, so that proofs from it left nothing out. */
public final class IndexCheck {
    private IndexCheck() {}

    /** Reads every indexed event. @param notes says how far the indexes go */
    public static List<Finding> of(Path folder, List<String> notes) {
        LogReader log = LogReader.of(folder);
        List<Finding> findings = new ArrayList<>();
        List<Indexes.Found> all = new Indexes(folder, log).whole();
        long next = log.first() == 0 || all.isEmpty() ? 0 : all.getFirst().segment().first();
        for (Indexes.Found each : all) {
            IndexSegment committed = each.segment();
            if (committed.first() != next || committed.end() > each.at()) {
                findings.add(new Finding(Kind.INDEX_MISMATCH, each.at(), "the index in event " + each.at() + " covers the events from " + committed.first() + ", the one before ended before " + next));
            } else if (!committed.details().equals(Indexing.make(log, committed.first(), committed.end(), committed.salt()).segment().details())) {
                findings.add(new Finding(Kind.INDEX_MISMATCH, each.at(), "the index in event " + each.at() + " is not what the events " + committed.first() + " to " + (committed.end() - 1) + " hold"));
            }
            next = committed.end();
        }
        notes.add((log.first() == 0 ? "the first " + next : "of the events before " + next + " those that are still there") + " events are indexed by person and organisation");
        return findings;
    }
}
