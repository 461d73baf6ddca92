package datong.query;

import datong.policy.Decision;
import datong.policy.UsageCounter;
import datong.policy.UsageCounter.Limits;
import datong.policy.UsageCounter.Used;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;

/** What a question may still take of its day: reserved before anything is read, and what was not shown given back. */
final class DayAllowance {
    private final UsageCounter usage;
    private final Question question;
    private final LocalDate day;
    private final Used reserved;

    private DayAllowance(UsageCounter usage, Question question, LocalDate day, Used reserved) {
        this.usage = usage;
        this.question = question;
        this.day = day;
        this.reserved = reserved;
    }

    /** @throws RefusedQuestion if the day does not hold the rows asked for, each of another person; nothing is counted then */
    static DayAllowance reserve(UsageCounter usage, Question question, QueryPlan plan, LocalDate day) {
        Used most = new Used(plan.limit(), plan.showsPersons() ? plan.limit() : 0);
        List<Decision.DayLimit> daily = plan.permitted().daily();
        DayAllowance allowance = new DayAllowance(usage, question, day, most);
        Limits limits = new Limits(least(daily, Limits::rows), least(daily, Limits::persons));
        if (!usage.reserve(allowance.subject(), question.dataset().code(), day, most, limits)) {
            throw allowance.exhausted(daily);
        }
        return allowance;
    }

    private static OptionalLong least(List<Decision.DayLimit> daily, Function<Limits, OptionalLong> part) {
        return daily.stream().map(Decision.DayLimit::limits).map(part).flatMapToLong(OptionalLong::stream).min();
    }

    private RefusedQuestion exhausted(List<Decision.DayLimit> daily) {
        Used used = usage.used(subject(), question.dataset().code(), day);
        String rule = daily.stream().filter(limit -> !limit.limits().hold(used.plus(reserved))).findFirst().orElse(daily.getFirst()).rule();
        return new RefusedQuestion(Decision.Check.VOLUME, rule, "the limit of the day leaves no room for " + reserved.rows() + " rows more: "
                + used.rows() + " rows and " + used.persons() + " persons were read or are being read today; ask with a lower limit or tomorrow");
    }

    private String subject() {
        return question.request().subject().id();
    }

    void keep(Used shown) {
        Used unused = reserved.minus(shown);
        if (!unused.equals(Used.NOTHING)) {
            usage.giveBack(subject(), question.dataset().code(), day, unused);
        }
    }
}
