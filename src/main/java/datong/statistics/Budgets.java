package datong.statistics;

import datong.schema.DatasetCode;
import java.time.LocalDate;
import java.util.List;

/** What organisations have spent of their budgets of noise: what is told adds up (sequential composition). Safe for many threads and processes. */
public interface Budgets {
    /**
     * Charges the answer under the key, once for each organisation: who was told it learns nothing by being told again. What is returned is on the disk.
     *
     * @param epsilon and @param budget in millionths
     */
    Spending spend(Account account, byte[] key, long epsilon, long budget, String subject);

    /** @return in millionths */
    long spent(Account account);

    /** Every account that was ever charged, the newest period first. */
    List<Line> all();

    /** @param period first day */
    record Account(DatasetCode dataset, String organisation, LocalDate period) {}

    /** @param spent in millionths, after it */
    record Spending(boolean allowed, boolean charged, long spent) {}

    record Line(Account account, long spent, long answers) {}
}
