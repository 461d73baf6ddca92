package datong.policy.ranger;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.ranger.plugin.model.RangerValiditySchedule;

/** From when to when a policy of a Ranger Admin holds. @param to exclusive */
record AdminValidity(Optional<Instant> from, Optional<Instant> to) {
    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("uuuu/MM/dd HH:mm:ss");

    /** Empty if it is not one window in a named time zone. The linter has seen that its times can be read. */
    static Optional<AdminValidity> of(List<RangerValiditySchedule> schedules) {
        if (schedules == null || schedules.isEmpty()) {
            return Optional.of(new AdminValidity(Optional.empty(), Optional.empty()));
        }
        RangerValiditySchedule only = schedules.getFirst();
        if (schedules.size() > 1 || Objects.toString(only.getTimeZone(), "").isBlank()) {
            return Optional.empty();
        }
        ZoneId zone = ZoneId.of(only.getTimeZone());
        return Optional.of(new AdminValidity(instant(only.getStartTime(), zone), instant(only.getEndTime(), zone).map(last -> last.plusSeconds(1))));
    }

    private static Optional<Instant> instant(String time, ZoneId zone) {
        return Objects.toString(time, "").isBlank() ? Optional.empty() : Optional.of(LocalDateTime.parse(time, FORM).atZone(zone).toInstant());
    }
}
