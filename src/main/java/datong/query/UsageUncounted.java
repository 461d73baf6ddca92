package datong.query;

import datong.policy.UsageCounter;
import datong.schema.DatasetCode;
import java.time.LocalDate;

/** Knows what was used and counts nothing: who looks takes nothing from the day of whom they look as. */
record UsageUncounted(UsageCounter counted) implements UsageCounter {
    @Override
    public Used used(String subject, DatasetCode dataset, LocalDate day) {
        return counted.used(subject, dataset, day);
    }

    @Override
    public boolean reserve(String subject, DatasetCode dataset, LocalDate day, Used wanted, Limits limits) {
        return limits.hold(used(subject, dataset, day).plus(wanted));
    }

    @Override
    public void giveBack(String subject, DatasetCode dataset, LocalDate day, Used unused) {}
}
