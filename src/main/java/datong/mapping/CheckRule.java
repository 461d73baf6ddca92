package datong.mapping;

/** A steward's own check across a row's columns: where the condition holds, the record is stored and carries the flag. */
public record CheckRule(String flag, Expression when) {
    void apply(Reading reading) {
        try {
            if (Boolean.TRUE.equals(when.evaluate(reading.raw()))) {
                reading.flag(flag);
            }
        } catch (Expression.Failed failed) {
            reading.flag("CHECK_FAILED_" + flag);
        }
    }
}
