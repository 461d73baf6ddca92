package datong.review;

import datong.audit.AuditEvent;
import datong.policy.Action;
import datong.schema.DatasetCode;
import datong.schema.ItemName;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A question as the audit log keeps it, without what makes it a single one: which case, which minute, how many rows.
 *
 * @param withCase whether a case number was stated; @param day and @param hour when it was asked, for policies that know working hours
 */
public record PastQuestion(String subject, String organisation, DatasetCode dataset, Set<ItemName> items, Action action, String purpose, Optional<String> scene,
        boolean withCase, DayOfWeek day, int hour) {
    private static final ZoneId DISTRICT = ZoneId.of("Asia/Shanghai");
    private static final Set<String> KINDS = Arrays.stream(Action.values()).map(Action::name).collect(Collectors.toSet());

    /** How often it was asked, and what the answers held. */
    public record Asked(long questions, long records, long persons) {
        Asked plus(Asked other) {
            return new Asked(questions + other.questions, records + other.records, persons + other.persons);
        }
    }

    /** Empty for an event that is no question to the policies. */
    static Optional<PastQuestion> of(AuditEvent event) {
        boolean refused = event.kind().equals("REFUSED");
        if (!refused && !KINDS.contains(event.kind()) || event.dataset().isEmpty()) {
            return Optional.empty();
        }
        Action action = Action.valueOf(refused ? event.details().getOrDefault("action", Action.QUERY.name()) : event.kind());
        ZonedDateTime at = event.time().atZone(DISTRICT);
        return Optional.of(new PastQuestion(event.actor(), event.organisation(), new DatasetCode(event.dataset()),
                event.items().stream().map(ItemName::new).collect(Collectors.toCollection(LinkedHashSet::new)), action, event.purpose(),
                Optional.of(event.scene()).filter(scene -> !scene.isEmpty()), !event.caseNumber().isEmpty(), at.getDayOfWeek(), at.getHour()));
    }

    /** The latest moment before {@code now} that has the question's day of the week and hour. */
    Instant again(Instant now) {
        ZonedDateTime local = now.atZone(DISTRICT);
        ZonedDateTime same = local.minusDays(Math.floorMod(local.getDayOfWeek().getValue() - day.getValue(), 7)).withHour(hour).withMinute(0).withSecond(0).withNano(0);
        return (same.isAfter(local) ? same.minus(Duration.ofDays(7)) : same).toInstant();
    }
}
