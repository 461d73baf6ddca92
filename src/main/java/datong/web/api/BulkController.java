package datong.web.api;

import datong.policy.Subject;
import datong.query.Queries;
import datong.query.QueryAnswer;
import datong.query.QueryRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/**
 * All records of a dataset that a caller may see, in one answer of any length.
 *
 * <p>Promise: it is page after page of the ordinary question. Each page is decided, counted, protected and audited by itself before its first byte, so that a grant
 * that ends in the middle ends the answer with the next page; one page is in memory, and a slow reader holds it up.
 */
@RestController
@RequestMapping("/api/v1/datasets/{code}/bulk")
@Tag(name = "Records", description = "Ask a dataset for records; every answer is decided, protected and audited before it leaves")
@SecurityRequirement(name = "oauth2", scopes = "records")
class BulkController {
    private static final int PAGE = 1_000;
    private static final int LARGEST_PAGE = 10_000;
    private final Queries queries;
    private final AnswerFormat format;
    private final Turns turns;

    BulkController(Queries queries, JsonMapper json, Turns turns) {
        this.queries = queries;
        this.format = new AnswerFormat(json);
        this.turns = turns;
    }

    @Operation(summary = "Take all records", description = """
            One record a line; after each page a line {"@page": {"records", "total", "next", "auditIndex"}}. Keep the last 'next': an answer that was cut off goes on \
            from there with cursor=next and the other parameters unchanged. The last line is {"@end": {"complete": true, "total"}}, or \
            {"@end": {"complete": false, …}} with the problem if a later page was refused. An answer without "@end" was cut off. \
            'limit' is the size of a page, 1000 if not given, and may not be above the rows a call that your grant allows.""")
    @RecordsController.Question
    @ApiResponse(responseCode = "200", description = "Records as they are read", content = @Content(mediaType = RecordsController.NDJSON, schema = @Schema(type = "string")))
    @ApiResponse(responseCode = "429", description = "Too many bulk answers at once for your organisation, or in all")
    @GetMapping(produces = RecordsController.NDJSON)
    void all(@PathVariable String code, @Parameter(hidden = true) Subject subject, @Parameter(hidden = true) @RequestHeader("X-Datong-Purpose") Optional<String> purpose,
            HttpServletRequest http, HttpServletResponse response) throws IOException {
        QueryRequest request = new QuestionParameters(http.getParameterMap()).bulk(subject, RecordsController.dataset(code), purpose, PAGE, LARGEST_PAGE, http.getRemoteAddr());
        try (Turns.Turn turn = turns.take(subject.organisation()).orElseThrow(BulkController::busy)) {
            QueryAnswer.Answered first = AnswerProblems.answered(queries.ask(request));
            response.setContentType(MediaType.parseMediaType(RecordsController.NDJSON).toString());
            response.setHeader("Cache-Control", "no-store");
            response.setHeader("X-Datong-Policy-Version", first.policyVersion());
            write(request, first, response.getOutputStream());
        }
    }

    private void write(QueryRequest request, QueryAnswer.Answered first, OutputStream out) throws IOException {
        QueryAnswer answer = first;
        long total = 0;
        while (answer instanceof QueryAnswer.Answered page) {
            total += page.rows().size();
            out.write(format.ndjson(page));
            out.write(format.pageLine(page, total));
            out.flush();
            if (page.next().isEmpty()) {
                out.write(format.endLine(total));
                return;
            }
            answer = queries.ask(after(request, page.next().get()));
        }
        out.write(format.endLine(total, AnswerProblems.problem(answer)));
    }

    private static QueryRequest after(QueryRequest request, String cursor) {
        return new QueryRequest(request.subject(), request.dataset(), request.items(), request.filters(), request.order(), Optional.of(cursor), request.limit(), request.purpose(),
                request.scene(), request.caseNumber(), request.reason(), request.clientAddress());
    }

    private static ApiProblem busy() {
        return new ApiProblem(Problem.of(429, "too-many-bulk-answers", "Too many bulk answers at once", "wait until one of your organisation's has ended, then ask again"));
    }
}
