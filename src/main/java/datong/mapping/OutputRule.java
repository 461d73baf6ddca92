package datong.mapping;

import datong.schema.ItemName;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How one output of a mapping is filled.
 *
 * @param when condition under which the row gives a record at all; empty for always
 * @param key the record's key at its source
 * @param longitude ordinal of the longitude that is checked against the latitude as a pair, -1 for none
 * @param still where the record's picture is, if the mapping speaks of one
 */
public record OutputRule(
        Mapping.Output output, Optional<Expression> when, KeyRule key, Optional<ItemRule> updatedAt, List<ItemRule> items,
        Set<ItemName> redact, int longitude, int latitude, Optional<StillRule> still) {

    private static final BigDecimal RIGHT_ANGLE = BigDecimal.valueOf(90);
    private static final BigDecimal HALF_TURN = BigDecimal.valueOf(180);

    MappedRecord map(Reading reading) {
        Object[] values = new Object[output.schema().items().size()];
        for (ItemRule item : items) {
            item.apply(reading, values);
        }
        if (longitude >= 0) {
            pair(values, reading);
        }
        Optional<Instant> updated = updatedAt.flatMap(rule -> updated(rule, reading));
        Optional<String> sourceKey = key.read(reading);
        sourceKey.ifPresent(known -> still.ifPresent(rule -> rule.apply(reading, known, values)));
        return new MappedRecord(output, reading.raw(), sourceKey, values, updated, reading.problems(), reading.flags(), redact);
    }

    private static Optional<Instant> updated(ItemRule rule, Reading reading) {
        Object[] value = new Object[1];
        rule.apply(reading, value);
        return Optional.ofNullable((Instant) value[0]);
    }

    /** Swapped, zero or plane coordinates. */
    private void pair(Object[] values, Reading reading) {
        ItemName item = output.schema().items().get(longitude).name();
        if (!(values[longitude] instanceof BigDecimal east) || !(values[latitude] instanceof BigDecimal north)) {
            return;
        }
        if (east.signum() == 0 && north.signum() == 0) {
            forget(values, reading, "COORDINATES_ZERO", item);
            return;
        }
        if (within(east, HALF_TURN) && within(north, RIGHT_ANGLE)) {
            return;
        }
        if (within(north, HALF_TURN) && within(east, RIGHT_ANGLE)) {
            values[longitude] = north;
            values[latitude] = east;
            reading.doubt("COORDINATES_SWAPPED", item);
            return;
        }
        forget(values, reading, "COORDINATES_NOT_DEGREES", item);
    }

    private void forget(Object[] values, Reading reading, String flag, ItemName item) {
        values[longitude] = null;
        values[latitude] = null;
        reading.doubt(flag, item);
    }

    private static boolean within(BigDecimal degrees, BigDecimal limit) {
        return degrees.abs().compareTo(limit) <= 0;
    }
}
