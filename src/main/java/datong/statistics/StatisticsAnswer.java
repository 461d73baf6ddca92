package datong.statistics;

import datong.policy.Decision;
import datong.query.QueryAnswer;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** What a question for numbers came to. Its audit event is durable already. */
public sealed interface StatisticsAnswer {
    /**
     * @param cells one for every combination of the axes, empty ones included
     * @param noise where there is some
     */
    record Answered(Answers.Kept kept, List<Cell> cells, Optional<Noisy> noise, String rule, String policyVersion, long auditIndex) implements StatisticsAnswer {}

    /** @param labels in the order of the axes; {@link Axis#REST} for whatever no label names. @param count empty if withheld */
    record Cell(List<String> labels, Optional<Long> count, Optional<BigDecimal> sum) {}

    /** @param charged and @param remaining in millionths of epsilon. @param margin a count is off by less than this in 95 of 100 cells */
    record Noisy(long charged, long remaining, long margin) {}

    record Refused(Decision.Denied denied, long auditIndex) implements StatisticsAnswer {}

    record Invalid(QueryAnswer.Invalid why) implements StatisticsAnswer {}
}
