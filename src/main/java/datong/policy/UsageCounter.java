package datong.policy;

import datong.schema.DatasetCode;
import java.time.LocalDate;
import java.util.OptionalLong;

/**
 * What a subject was shown of a dataset today, for the limits of DOMAIN §2.12 (7). Safe for many threads and processes.
 *
 * <p>Promise: whatever questions run beside each other, what they keep of their reservations never passes a limit.
 */
public interface UsageCounter {
    Used used(String subject, DatasetCode dataset, LocalDate day);

    /** Counts all of what is wanted, or, if a limit would be passed, nothing; in one step. @return whether it was counted */
    boolean reserve(String subject, DatasetCode dataset, LocalDate day, Used wanted, Limits limits);

    /** Takes back what was reserved and then not shown. */
    void giveBack(String subject, DatasetCode dataset, LocalDate day, Used unused);

    /** @param rows and persons a day at most; empty: no limit */
    record Limits(OptionalLong rows, OptionalLong persons) {
        public static final Limits NONE = new Limits(OptionalLong.empty(), OptionalLong.empty());

        public boolean hold(Used used) {
            return used.rows() <= rows.orElse(Long.MAX_VALUE) && used.persons() <= persons.orElse(Long.MAX_VALUE);
        }
    }

    /** @param persons distinct persons of each answer, added up: never fewer than there were */
    record Used(long rows, long persons) {
        public static final Used NOTHING = new Used(0, 0);

        public Used plus(Used other) {
            return new Used(rows + other.rows, persons + other.persons);
        }

        public Used minus(Used other) {
            return new Used(rows - other.rows, persons - other.persons);
        }
    }

    /** What was used cannot be counted at the moment, so nothing may be shown. */
    final class UsageUnavailable extends RuntimeException {
        public UsageUnavailable(Throwable cause) {
            super("the limits of the day cannot be counted", cause);
        }
    }
}
