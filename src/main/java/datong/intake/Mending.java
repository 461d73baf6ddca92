package datong.intake;

import datong.audit.AuditEvent;
import datong.audit.AuditLog;
import datong.classification.PersonalDataScanner;
import datong.ledger.LedgerWriter.Balance;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Puts one value of a quarantined record right by hand and takes the record once more. The record as it arrived stays, sealed; who
 * changed what and why is in the audit log before it counts, the values only as keyed digests.
 */
public final class Mending {
    private static final int LONGEST_VALUE = 2_000;
    private static final int LONGEST_REASON = 200;
    private static final int SHORTEST_REASON = 2;
    /** A shorter value may well be a word of the reason. */
    private static final int TELLING = 4;
    private final Quarantine quarantine;
    private final Mends mends;
    private final Replay replay;
    private final PersonalDataScanner scanner;
    private final UnaryOperator<String> digest;
    private final AuditLog log;
    private final Supplier<String> ids;
    private final Clock clock;

    /** @param digest keyed digest of a value */
    public Mending(Quarantine quarantine, Mends mends, Replay replay, PersonalDataScanner scanner, UnaryOperator<String> digest, AuditLog log, Supplier<String> ids, Clock clock) {
        this.quarantine = quarantine;
        this.mends = mends;
        this.replay = replay;
        this.scanner = scanner;
        this.digest = digest;
        this.log = log;
        this.ids = ids;
        this.clock = clock;
    }

    /** Who mends. */
    public record Actor(String id, String organisation) {}

    public record Request(String source, String quarantine, String column, String value, String reason) {}

    public sealed interface Result {
        /** The record left quarantine; {@code unchanged} where the ledger held the same already. */
        record Entered(boolean unchanged) implements Result {}

        /** The value is mended, and the record has other faults. */
        record StillHeld() implements Result {}

        /** Nothing was changed. @param rule says why, e.g. {@code MEND_SAME_VALUE} */
        record Refused(String rule) implements Result {}
    }

    public Result mend(Request request, Actor actor) {
        List<Quarantine.Held> found = quarantine.open(new Quarantine.Filter(request.source(), Optional.empty(), List.of(request.quarantine())), Optional.empty(), 1);
        Optional<String> refusal = found.isEmpty() ? Optional.of("MEND_NOT_HELD") : refusal(request, found.getFirst());
        if (refusal.isPresent()) {
            return new Result.Refused(refusal.get());
        }
        String before = found.getFirst().mended().in(found.getFirst().raw()).cell(request.column());
        log.append(event(request, actor, before == null ? "" : before));
        mends.keep(new Mends.Mend(request.quarantine(), request.source(), request.column(), request.value(), request.reason(), actor.id()));
        Balance balance = replay.replay(new Quarantine.Filter(request.source(), Optional.empty(), List.of(request.quarantine())), actor.id());
        return balance.quarantined() > 0 ? new Result.StillHeld() : new Result.Entered(balance.stored() == 0);
    }

    private Optional<String> refusal(Request request, Quarantine.Held held) {
        if (held.raw().defect().isPresent()) {
            return Optional.of("MEND_DEFECTIVE");
        }
        int index = held.raw().columns().indexOf(request.column());
        if (index < 0 || index >= held.raw().cells().length) {
            return Optional.of("MEND_NO_COLUMN");
        }
        String before = held.mended().in(held.raw()).cells()[index];
        if (request.value().equals(before)) {
            return Optional.of("MEND_SAME_VALUE");
        }
        if (request.value().length() > LONGEST_VALUE || request.value().indexOf('\0') >= 0) {
            return Optional.of("MEND_VALUE");
        }
        return reason(request, before == null ? "" : before);
    }

    /** The reason is read by others than the value: it must not hold it, nor any person's data. */
    private Optional<String> reason(Request request, String before) {
        String reason = request.reason();
        if (reason.strip().length() < SHORTEST_REASON || reason.length() > LONGEST_REASON || reason.indexOf('\0') >= 0) {
            return Optional.of("MEND_REASON");
        }
        boolean told = tells(reason, before) || tells(reason, request.value()) || !scanner.scan(reason).isEmpty();
        return told ? Optional.of("MEND_REASON_PERSONAL") : Optional.empty();
    }

    private static boolean tells(String reason, String value) {
        return value.strip().length() >= TELLING && reason.contains(value.strip());
    }

    private AuditEvent event(Request request, Actor actor, String before) {
        Map<String, String> details = Map.of("quarantine", request.quarantine(), "column", request.column(), "reason", request.reason(),
                "before", digest.apply(before), "after", digest.apply(request.value()));
        return new AuditEvent(ids.get(), clock.instant(), "VALUE_MENDED", actor.id(), actor.organisation(), "", "", "", "", request.source(), List.of(), "", 1, 0,
                "PERMITTED", "steward-of-source", List.of(), "", "", "", details);
    }
}
