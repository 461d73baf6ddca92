package datong.web.api;

import datong.policy.Subject;
import datong.query.QueryAnswer;
import datong.schema.DatasetCode;
import datong.statistics.BudgetBook;
import datong.statistics.Epsilon;
import datong.statistics.Statistics;
import datong.statistics.StatisticsAnswer;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.Explode;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.enums.ParameterStyle;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Numbers of a dataset, for a purpose; no record leaves here. */
@RestController
@Tag(name = "Statistics", description = "Ask a dataset for numbers: exact where no small group shows, or with noise on a budget")
@SecurityRequirement(name = "oauth2", scopes = "records")
class StatisticsController {
    private static final int PLACES = 4;
    private final Statistics statistics;
    private final BudgetBook budgets;

    StatisticsController(Statistics statistics, BudgetBook budgets) {
        this.statistics = statistics;
        this.budgets = budgets;
    }

    @Operation(summary = "Count records", description = "How many records there are, by up to three items; the same question is answered the same for as long as the state of the records holds. "
            + "A cell for every combination, '*' for whatever no value names; count is null where it is withheld.")
    @Parameter(name = "purpose", in = ParameterIn.QUERY, description = "Purpose code, required; or the header X-Datong-Purpose", example = "STATISTICS")
    @Parameter(name = "group", in = ParameterIn.QUERY, description = "Items to group by, joined by commas; a division with the digits wanted", example = "request_kind,division_code.9")
    @Parameter(name = "sum", in = ParameterIn.QUERY, description = "Item to add up besides; with noise only", example = "quality_score")
    @Parameter(name = "filter", in = ParameterIn.QUERY, style = ParameterStyle.FORM, explode = Explode.TRUE, description = "Any other parameter is a condition, as for records",
            schema = @Schema(type = "object", additionalPropertiesSchema = String.class, example = "{\"status\": \"OPEN\"}"))
    @Parameter(name = "scene", in = ParameterIn.QUERY, description = "Scene code, where the grant asks for one")
    @Parameter(name = "case", in = ParameterIn.QUERY, description = "Case on whose behalf you ask")
    @ApiResponse(responseCode = "200", description = "The numbers",
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(implementation = Numbers.class)))
    @GetMapping(path = "/api/v1/datasets/{code}/statistics", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Numbers> count(@PathVariable String code, @Parameter(hidden = true) Subject subject,
            @Parameter(hidden = true) @RequestHeader("X-Datong-Purpose") Optional<String> purpose, HttpServletRequest http) {
        DatasetCode dataset = RecordsController.dataset(code);
        StatisticsAnswer.Answered answer = answered(statistics.ask(new QuestionParameters(http.getParameterMap()).statistics(subject, dataset, purpose, http.getRemoteAddr())));
        return ResponseEntity.ok().header("Cache-Control", "no-store").header("X-Datong-Audit-Index", String.valueOf(answer.auditIndex()))
                .header("X-Datong-Policy-Version", answer.policyVersion()).body(Numbers.of(answer));
    }

    @Operation(summary = "See what your organisation has spent of its budgets of noise")
    @ApiResponse(responseCode = "200", description = "A line for each dataset and period in which something was asked",
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(implementation = Budgets.class)))
    @GetMapping(path = "/api/v1/statistics/budgets", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Budgets> budgets(@Parameter(hidden = true) Subject subject) {
        return ResponseEntity.ok().header("Cache-Control", "no-store").body(new Budgets(budgets.of(subject.organisation()).stream().map(Budget::of).toList()));
    }

    private static StatisticsAnswer.Answered answered(StatisticsAnswer answer) {
        return switch (answer) {
            case StatisticsAnswer.Answered answered -> answered;
            case StatisticsAnswer.Refused refused -> throw new ApiProblem(AnswerProblems.problem(new QueryAnswer.Refused(refused.denied(), refused.auditIndex())));
            case StatisticsAnswer.Invalid invalid -> throw new ApiProblem(AnswerProblems.problem(invalid.why()));
        };
    }

    /** @param state the moment whose records were counted. @param charged and the two after it only where there is noise */
    @Schema(name = "Numbers")
    record Numbers(String dataset, String state, String mechanism, String terms, List<Cell> cells, long withheld, Optional<String> charged, Optional<String> remaining,
            Optional<Long> margin95, String rule, String policyVersion, long auditIndex) {
        static Numbers of(StatisticsAnswer.Answered answer) {
            List<String> items = answer.kept().grid().axes().stream().map(axis -> axis.item().value()).toList();
            return new Numbers(answer.kept().dataset().value(), answer.kept().state().toString(), answer.kept().mechanism().name().toLowerCase(), answer.kept().terms(),
                    answer.cells().stream().map(cell -> Cell.of(items, cell)).toList(), answer.kept().withheld(), answer.noise().map(noise -> Epsilon.words(noise.charged())),
                    answer.noise().map(noise -> Epsilon.words(noise.remaining())), answer.noise().map(StatisticsAnswer.Noisy::margin), answer.rule(), answer.policyVersion(), answer.auditIndex());
        }
    }

    /** @param count null: withheld. @param sum and @param mean only where one was asked for */
    @Schema(name = "NumbersCell")
    record Cell(Map<String, String> group, Optional<Long> count, Optional<String> sum, Optional<String> mean) {
        static Cell of(List<String> items, StatisticsAnswer.Cell cell) {
            Map<String, String> group = new LinkedHashMap<>();
            for (int axis = 0; axis < items.size(); axis++) {
                group.put(items.get(axis), cell.labels().get(axis));
            }
            Optional<String> mean = cell.sum().filter(sum -> cell.count().orElse(0L) > 0)
                    .map(sum -> sum.divide(BigDecimal.valueOf(cell.count().orElseThrow()), PLACES, RoundingMode.HALF_EVEN).toPlainString());
            return new Cell(group, cell.count(), cell.sum().map(BigDecimal::toPlainString), mean);
        }
    }

    @Schema(name = "NoiseBudgets")
    record Budgets(List<Budget> budgets) {}

    /** @param until first day of the next budget */
    @Schema(name = "NoiseBudget")
    record Budget(String dataset, LocalDate from, Optional<LocalDate> until, String spent, Optional<String> budget, long answers) {
        static Budget of(BudgetBook.Standing standing) {
            return new Budget(standing.dataset().value(), standing.from(), standing.until(), standing.spentWords(), standing.budget().map(Epsilon::words), standing.answers());
        }
    }
}
