package datong.web.api;

import datong.policy.Subject;
import datong.policy.Subjects;
import datong.protection.FileEnvelope;
import datong.protection.FileEnvelopes;
import datong.publication.CsvTable;
import datong.publication.arrow.ArrowRows;
import datong.publication.parquet.ParquetTable;
import datong.query.Queries;
import datong.query.QueryAnswer;
import datong.query.QueryRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
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
    private final Subjects subjects;
    private final AnswerFormat format;
    private final FileEnvelopes envelopes;
    private final Turns turns;

    BulkController(Queries queries, Subjects subjects, JsonMapper json, FileEnvelopes envelopes, Turns turns) {
        this.queries = queries;
        this.subjects = subjects;
        this.format = new AnswerFormat(json);
        this.envelopes = envelopes;
        this.turns = turns;
    }

    @Operation(summary = "Take all records", description = """
            As lines of JSON: one record a line; after each page a line {"@page": {"records", "total", "next", "auditIndex"}}. Keep the last 'next': an answer that was \
            cut off goes on from there with cursor=next and the other parameters unchanged. The last line is {"@end": {"complete": true, "total"}}, or \
            {"@end": {"complete": false, …}} with the problem if a later page was refused. An answer without "@end" was cut off. \
            As a table (CSV, Parquet, Arrow stream): columns id, the items, and _page, which is empty but in the last row of each page: 'next:<records so far>:<cursor>', or \
            'end:<records>' in the last row of all. A table whose last row has no 'end:' is not whole: go on from its last cursor. \
            'limit' is the size of a page; it may not be above the rows a call that your grant allows, and is those, or 1000 if they are more, if not given.""")
    @RecordsController.Question
    @Parameter(name = "format", in = ParameterIn.QUERY, description = "Instead of Accept", schema = @Schema(type = "string", allowableValues = {"ndjson", "csv", "parquet", "arrow"}))
    @Parameter(name = "sealed", in = ParameterIn.QUERY, description = "cms: the answer, in the format asked for, is sealed for the key that your organisation registered",
            schema = @Schema(type = "string", allowableValues = "cms"))
    @Parameter(name = "pages", in = ParameterIn.QUERY, description = "End after so many pages; go on with the last cursor", schema = @Schema(type = "integer", minimum = "1"))
    @ApiResponse(responseCode = "200", description = "Records as they are read", content = {
            @Content(mediaType = RecordsController.NDJSON, schema = @Schema(type = "string")),
            @Content(mediaType = RecordsController.CSV, schema = @Schema(type = "string", description = "RFC 4180 with a header row and a byte order mark")),
            @Content(mediaType = BulkForm.PARQUET, schema = @Schema(type = "string", format = "binary")),
            @Content(mediaType = BulkForm.ARROW, schema = @Schema(type = "string", format = "binary")),
            @Content(mediaType = BulkForm.CMS, schema = @Schema(type = "string", format = "binary"))})
    @ApiResponse(responseCode = "429", description = "Too many bulk answers at once for your organisation, or in all")
    @GetMapping(produces = {RecordsController.NDJSON, RecordsController.CSV, BulkForm.PARQUET, BulkForm.ARROW, BulkForm.CMS})
    void all(@PathVariable String code, @Parameter(hidden = true) Subject subject, @Parameter(hidden = true) @RequestHeader("X-Datong-Purpose") Optional<String> purpose,
            @Parameter(hidden = true) @RequestHeader(HttpHeaders.ACCEPT) Optional<String> accept, HttpServletRequest http, HttpServletResponse response) throws IOException {
        BulkForm form = BulkForm.of(http.getParameterMap(), accept);
        QueryRequest request = new QuestionParameters(http.getParameterMap()).bulk(subject, RecordsController.dataset(code), purpose, PAGE, LARGEST_PAGE, http.getRemoteAddr());
        Optional<FileEnvelope> envelope = form.sealed() ? Optional.of(envelopes.files(subject.organisation()).orElseThrow(BulkController::noKey)) : Optional.empty();
        try (Turns.Turn turn = turns.take(subject.organisation()).orElseThrow(BulkController::busy)) {
            QueryAnswer.Answered first = AnswerProblems.answered(queries.ask(request));
            response.setContentType(form.contentType());
            response.setHeader("Cache-Control", "no-store");
            response.setHeader("X-Datong-Policy-Version", first.policyVersion());
            response.setHeader(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename(form.fileName(code, envelope.map(FileEnvelope::ending))).build().toString());
            OutputStream plain = staysOpen(response.getOutputStream());
            OutputStream out = envelope.isPresent() ? envelope.get().seal(plain) : plain;
            write(request, first, form, writer(form, first, out));
        }
    }

    private BulkWriter writer(BulkForm form, QueryAnswer.Answered first, OutputStream out) throws IOException {
        return switch (form.format()) {
            case NDJSON -> new BulkLines(format, out);
            case CSV -> new BulkTable(new CsvTable(), first, out);
            case PARQUET -> new BulkTable(new ParquetTable(), first, out);
            case ARROW -> new BulkTable(new ArrowRows(), first, out);
        };
    }

    /** Where a page's columns are no longer those of the first, because the policies changed, it is left to the reader to ask again. */
    private void write(QueryRequest request, QueryAnswer.Answered first, BulkForm form, BulkWriter writer) throws IOException {
        Optional<QueryAnswer> answer = Optional.of(first);
        long total = 0;
        for (long pages = 1; answer.orElse(null) instanceof QueryAnswer.Answered page && writer.holds(page); pages++) {
            total += page.rows().size();
            writer.page(page, total);
            if (page.next().isEmpty() || pages == form.pages()) {
                writer.end(page, total);
                writer.close();
                return;
            }
            answer = further(request, page.next().get());
        }
        if (!(answer.orElse(null) instanceof QueryAnswer.Answered)) {
            writer.refused(answer.map(AnswerProblems::problem).orElseGet(BulkController::unknown), total);
        }
        writer.close();
    }

    /** Whoever asked is known anew for each page: to the policies they may be somebody else by now, or nobody. */
    private Optional<QueryAnswer> further(QueryRequest request, String cursor) {
        return subjects.find(request.subject().id()).map(now -> queries.ask(request.by(now).after(cursor)));
    }

    private static Problem unknown() {
        return Problem.of(403, "unknown-subject", "The policies do not know you", "they did when the answer began; ask the data bureau");
    }

    /** The server ends the answer, or breaks it off where something failed. */
    private static OutputStream staysOpen(OutputStream response) {
        return new FilterOutputStream(response) {
            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                out.write(bytes, from, length);
            }

            @Override
            public void close() throws IOException {
                out.flush();
            }
        };
    }

    private static ApiProblem busy() {
        return new ApiProblem(Problem.of(429, "too-many-bulk-answers", "Too many bulk answers at once", "wait until one of your organisation's has ended, then ask again"));
    }

    private static ApiProblem noKey() {
        return new ApiProblem(Problem.of(409, "no-key-registered", "There is no key to seal for", "have your organisation's public key registered with the hub's operator, or leave out sealed"));
    }
}
