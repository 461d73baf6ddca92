package datong.audit;

import datong.audit.AuditReport.Finding;
import datong.audit.AuditReport.Kind;
import datong.audit.TimeStamps.InvalidTimeStamp;
import datong.audit.TimeStamps.Stamp;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Whether the time stamps in a log's folder are good. */
public final class TimeStampCheck {
    private TimeStampCheck() {}

    /** @param notes says what the newest stamp shows; no stamp at all is a finding */
    public static List<Finding> of(Path folder, TimeStamps trusted, List<String> notes) {
        List<Finding> findings = new ArrayList<>();
        List<Anchored> stamped = Anchored.all(folder).stream().filter(each -> each.receipt().isPresent()).toList();
        String newest = "";
        for (Anchored each : stamped) {
            try {
                Stamp stamp = trusted.verify(each.receipt().orElseThrow(), each.checkpoint().note().getBytes(StandardCharsets.UTF_8));
                newest = "the log's first " + each.checkpoint().size() + " events were there at " + stamp.at() + ", by the time stamp of " + stamp.authority();
            } catch (InvalidTimeStamp invalid) {
                findings.add(new Finding(Kind.BAD_TIME_STAMP, -1, "the checkpoint over " + each.checkpoint().size() + " events: " + invalid.getMessage()));
            }
        }
        if (stamped.isEmpty()) {
            findings.add(new Finding(Kind.BAD_TIME_STAMP, -1, "no checkpoint of this log bears a time stamp"));
        }
        if (!newest.isEmpty()) {
            notes.add(newest);
        }
        return findings;
    }
}
