package datong.audit;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What the log notes about itself: witnesses, anchors, indexes. */
public record OwnEvents(AuditLog log, Supplier<String> ids, Clock clock) {
    LogIndex add(String kind, String rule, Map<String, String> details) {
        return log.append(new AuditEvent(ids.get(), clock.instant(), kind, "hub", "", "", "", "", "", "", List.of(), "", 0, 0, "DONE", rule, List.of(), "", "", "", details));
    }
}
