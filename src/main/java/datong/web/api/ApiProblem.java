package datong.web.api;

/** Leaves a controller with a problem document as the answer. */
final class ApiProblem extends RuntimeException {
    private final transient Problem problem;

    ApiProblem(Problem problem) {
        super(problem.code(), null, false, false);
        this.problem = problem;
    }

    static ApiProblem parameter(String code, String detail) {
        return new ApiProblem(Problem.of(400, code, "The question cannot be read", detail));
    }

    Problem problem() {
        return problem;
    }
}
