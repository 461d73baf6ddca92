package datong.policy;

import datong.schema.DatasetCode;
import java.time.LocalDate;

/** What a subject was shown of a dataset today, for the limits of DOMAIN §2.12 (7). Safe for many threads. */
public interface UsageCounter {
    Used used(String subject, DatasetCode dataset, LocalDate day);

    void add(String subject, DatasetCode dataset, LocalDate day, Used more);

    /** @param persons distinct persons of each answer, added up: never fewer than there were */
    record Used(long rows, long persons) {
        public static final Used NOTHING = new Used(0, 0);

        public Used plus(Used other) {
            return new Used(rows + other.rows, persons + other.persons);
        }
    }
}
