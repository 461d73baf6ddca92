package datong.query;

import datong.policy.Decision;
import datong.policy.UsageCounter;
import datong.policy.UsageCounter.Limits;
import datong.policy.UsageCounter.Used;
import datong.schema.DatasetCode;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;

/** What a question may still take of its day: reserved before anything is read, and what was not shown given back. */
public final class DayAllowance {
    private final UsageCounter usage;
    private final String subject;
    private final DatasetCode dataset;
    private final LocalDate day;
    private final Used reserved;

    private DayAllowance(UsageCounter usage, String subject, DatasetCode dataset, LocalDate day, Used reserved) {
        this.usage = usage;
        this.subject = subject;
        this.dataset = dataset;
        this.day = day;
        this.reserved = reserved;
    }

    /** @throws RefusedQuestion if the day does not hold the rows asked for, each of another person; nothing is counted then */
    static DayAllowance reserve(UsageCounter usage, Question question, QueryPlan plan, LocalDate day) {
        Used most = new Used(plan.limit(), plan.showsPersons() ? plan.limit() : 0);
        return reserve(usage, question.request().subject().id(), question.dataset().code(), most, plan.permitted().daily(), day);
    }

    /** @param most that may be shown. @throws RefusedQuestion if the day does not hold it; nothing is counted then */
    public static DayAllowance reserve(UsageCounter usage, String subject, DatasetCode dataset, Used most, List<Decision.DayLimit> daily, LocalDate day) {
        DayAllowance allowance = new DayAllowance(usage, subject, dataset, day, most);
        Limits limits = new Limits(least(daily, Limits::rows), least(daily, Limits::persons));
        if (!usage.reserve(subject, dataset, day, most, limits)) {
            throw allowance.exhausted(daily);
        }
        return allowance;
    }

    private static OptionalLong least(List<Decision.DayLimit> daily, Function<Limits, OptionalLong> part) {
        return daily.stream().map(Decision.DayLimit::limits).map(part).flatMapToLong(OptionalLong::stream).min();
    }

    private RefusedQuestion exhausted(List<Decision.DayLimit> daily) {
        Used used = usage.used(subject, dataset, day);
        String rule = daily.stream().filter(limit -> !limit.limits().hold(used.plus(reserved))).findFirst().orElse(daily.getFirst()).rule();
        return new RefusedQuestion(Decision.Check.VOLUME, rule, "the limit of the day leaves no room for " + reserved.rows() + " rows more: "
                + used.rows() + " rows and " + used.persons() + " persons were read or are being read today; ask with a lower limit or tomorrow");
    }

    public void keep(Used shown) {
        Used unused = reserved.minus(shown);
        if (!unused.equals(Used.NOTHING)) {
            usage.giveBack(subject, dataset, day, unused);
        }
    }
}
