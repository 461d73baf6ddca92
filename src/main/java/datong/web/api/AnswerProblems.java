package datong.web.api;

import datong.policy.Decision;
import datong.query.ChangeAnswer;
import datong.query.QueryAnswer;

/** What becomes of an answer that is none. */
public final class AnswerProblems {
    private AnswerProblems() {}

    static QueryAnswer.Answered answered(QueryAnswer answer) {
        if (answer instanceof QueryAnswer.Answered answered) {
            return answered;
        }
        throw new ApiProblem(problem(answer));
    }

    public static Problem problem(QueryAnswer answer) {
        return switch (answer) {
            case QueryAnswer.Answered answered -> throw new IllegalArgumentException("an answer is no problem");
            case QueryAnswer.Refused refused -> refused(refused.denied(), refused.auditIndex());
            case QueryAnswer.Invalid invalid -> invalid(invalid);
        };
    }

    static ChangeAnswer.Page page(ChangeAnswer answer) {
        if (answer instanceof ChangeAnswer.Page page) {
            return page;
        }
        throw new ApiProblem(problem(answer));
    }

    static Problem problem(ChangeAnswer answer) {
        return switch (answer) {
            case ChangeAnswer.Page page -> throw new IllegalArgumentException("an answer is no problem");
            case ChangeAnswer.Refused refused -> refused(refused.denied(), refused.auditIndex());
            case ChangeAnswer.Invalid invalid -> invalid(invalid.why());
        };
    }

    private static Problem refused(Decision.Denied denied, long auditIndex) {
        return Problem.of(403, "refused", "The policies refuse this question", denied.reason())
                .with("check", denied.check().name())
                .with("rule", denied.rule())
                .with("policyVersion", denied.policyVersion())
                .with("auditIndex", auditIndex);
    }

    private static Problem invalid(QueryAnswer.Invalid invalid) {
        String code = invalid.code().toLowerCase().replace('_', '-');
        return switch (invalid.code()) {
            case "NOT_COUNTED" -> Problem.of(404, code, "This is not counted", invalid.message());
            case "NOT_SETTLED" -> Problem.of(409, code, "There is nothing to count yet", invalid.message());
            case "UNKNOWN_DATASET" -> Problem.of(404, code, "There is no such dataset", invalid.message());
            case "CURSOR_OVER" -> Problem.of(410, code, "The cursor is over", invalid.message());
            case "INVALID_VALUE", "OPERATOR_NOT_APPLICABLE" -> Problem.of(422, code, "The question makes no sense", invalid.message());
            default -> Problem.of(400, code, "The question cannot be read", invalid.message());
        };
    }
}
