package datong.web.api;

import datong.policy.Subject;
import datong.query.Queries;
import datong.query.QueryAnswer;
import datong.query.QueryRequest;
import datong.schema.DatasetCode;
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
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Records of a dataset, for a purpose. */
@RestController
@RequestMapping("/api/v1/datasets/{code}/records")
@Tag(name = "Records", description = "Ask a dataset for records; every answer is decided, protected and audited before it leaves")
@SecurityRequirement(name = "oauth2", scopes = "records")
class RecordsController {
    static final String NDJSON = "application/x-ndjson";
    static final String CSV = "text/csv";
    private static final int MAX_LIMIT = 1_000;
    private static final int MAX_NDJSON_LIMIT = 10_000;
    private final Queries queries;
    private final AnswerFormat format;
    private final StrictBody bodies;

    RecordsController(Queries queries, JsonMapper json) {
        this.queries = queries;
        this.format = new AnswerFormat(json);
        this.bodies = new StrictBody(json);
    }

    @Operation(summary = "Ask for records", description = """
            Pages through the records you may see. Each page names the text that continues it (next, or the header X-Datong-Next). \
            The representation is chosen by Accept: application/json, application/x-ndjson or text/csv.""")
    @Question
    @ApiResponse(responseCode = "200", description = "A page of protected records", content = {
            @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(implementation = ApiDocument.Page.class)),
            @Content(mediaType = NDJSON, schema = @Schema(type = "string", description = "one record an object, one object a line")),
            @Content(mediaType = CSV, schema = @Schema(type = "string", description = "RFC 4180 with a header row"))})
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> json(@PathVariable String code, @Parameter(hidden = true) Subject subject,
            @Parameter(hidden = true) @RequestHeader("X-Datong-Purpose") Optional<String> purpose, HttpServletRequest http) {
        return page(request(code, subject, purpose, MAX_LIMIT, http), MediaType.APPLICATION_JSON_VALUE, answer -> format.json(code, answer));
    }

    @Question
    @GetMapping(produces = NDJSON)
    ResponseEntity<byte[]> ndjson(@PathVariable String code, @Parameter(hidden = true) Subject subject,
            @Parameter(hidden = true) @RequestHeader("X-Datong-Purpose") Optional<String> purpose, HttpServletRequest http) {
        return page(request(code, subject, purpose, MAX_NDJSON_LIMIT, http), NDJSON, format::ndjson);
    }

    @Question
    @GetMapping(produces = CSV)
    ResponseEntity<byte[]> csv(@PathVariable String code, @Parameter(hidden = true) Subject subject,
            @Parameter(hidden = true) @RequestHeader("X-Datong-Purpose") Optional<String> purpose, HttpServletRequest http) {
        return page(request(code, subject, purpose, MAX_LIMIT, http), CSV + ";charset=UTF-8;header=present", format::csv);
    }

    @Operation(summary = "Ask for records with the question in the body",
            description = "The same as GET, for values that must not stand in a URL and so in the logs of proxies, such as a phone number.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(implementation = QuestionBody.class)))
    @ApiResponse(responseCode = "200", description = "A page of protected records",
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(implementation = ApiDocument.Page.class)))
    @PostMapping(path = "/query", consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> ask(@PathVariable String code, @Parameter(hidden = true) Subject subject,
            @Parameter(hidden = true) @RequestHeader("X-Datong-Purpose") Optional<String> purpose, HttpServletRequest http) throws IOException {
        if (http.getQueryString() != null) {
            throw ApiProblem.parameter("unknown-parameter", "a question in the body takes no parameter in the address; write everything into the body");
        }
        QueryRequest request = bodies.read(http.getInputStream(), QuestionBody.class, "QuestionBody").request(subject, dataset(code), purpose, MAX_LIMIT, http.getRemoteAddr());
        return page(request, MediaType.APPLICATION_JSON_VALUE, answer -> format.json(code, answer));
    }

    @Operation(summary = "Look up one record", description = "By its record id; state the case on whose behalf you ask where the level demands one.")
    @Parameter(name = "select", in = ParameterIn.QUERY, description = "Items wanted, joined by commas")
    @Parameter(name = "purpose", in = ParameterIn.QUERY, description = "Purpose code; or the header X-Datong-Purpose", example = "SERVICE.REQUEST")
    @Parameter(name = "scene", in = ParameterIn.QUERY, description = "Scene code")
    @Parameter(name = "case", in = ParameterIn.QUERY, description = "Case on whose behalf you ask")
    @Parameter(name = "reason", in = ParameterIn.QUERY, description = "Why, in 5 to 200 characters; demanded where items of level L4 are shown in clear")
    @ApiResponse(responseCode = "200", description = "The protected record",
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(implementation = ApiDocument.Single.class)))
    @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> lookup(@PathVariable String code, @PathVariable String id, @Parameter(hidden = true) Subject subject,
            @Parameter(hidden = true) @RequestHeader("X-Datong-Purpose") Optional<String> purpose, HttpServletRequest http) {
        if (!id.matches("[0-9A-HJKMNP-TV-Z]{26}")) {
            throw new ApiProblem(Problem.of(404, "no-such-record", "There is no such record", "a record id is a ULID of 26 characters"));
        }
        QueryRequest request = new QuestionParameters(http.getParameterMap()).single(subject, dataset(code), id, purpose, http.getRemoteAddr());
        QueryAnswer.Answered answer = AnswerProblems.answered(queries.ask(request));
        if (answer.rows().isEmpty()) {
            throw new ApiProblem(Problem.of(404, "no-such-record", "There is no such record", "no record of this id lies within your reach")
                    .with("auditIndex", answer.auditIndex()));
        }
        return respond(answer, MediaType.APPLICATION_JSON_VALUE, format.single(code, answer));
    }

    private ResponseEntity<byte[]> page(QueryRequest request, String mediaType, Function<QueryAnswer.Answered, byte[]> body) {
        QueryAnswer.Answered answer = AnswerProblems.answered(queries.ask(request));
        return respond(answer, mediaType, body.apply(answer));
    }

    static ResponseEntity<byte[]> respond(QueryAnswer.Answered answer, String mediaType, byte[] body) {
        ResponseEntity.BodyBuilder response = ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(mediaType))
                .header("Cache-Control", "no-store")
                .header("X-Datong-Audit-Index", String.valueOf(answer.auditIndex()))
                .header("X-Datong-Policy-Version", answer.policyVersion());
        answer.next().ifPresent(next -> response.header("X-Datong-Next", next));
        return response.body(body);
    }

    private static QueryRequest request(String code, Subject subject, Optional<String> purpose, int maxLimit, HttpServletRequest http) {
        return new QuestionParameters(http.getParameterMap()).request(subject, dataset(code), purpose, maxLimit, http.getRemoteAddr());
    }

    static DatasetCode dataset(String code) {
        try {
            return new DatasetCode(code);
        } catch (IllegalArgumentException unreadable) {
            throw new ApiProblem(Problem.of(404, "unknown-dataset", "There is no such dataset", unreadable.getMessage()));
        }
    }

    /** The query parameters of a question, for the OpenAPI document. */
    @java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)
    @java.lang.annotation.Target(java.lang.annotation.ElementType.METHOD)
    @Parameter(name = "purpose", in = ParameterIn.QUERY, description = "Purpose code, required; or the header X-Datong-Purpose", example = "SERVICE.REQUEST")
    @Parameter(name = "select", in = ParameterIn.QUERY, description = "Items wanted, joined by commas; none: all that you may see", example = "title,reported_at")
    @Parameter(name = "filter", in = ParameterIn.QUERY, style = ParameterStyle.FORM, explode = Explode.TRUE, description = """
            Any other parameter is a condition: item=value or item.operator=value with eq, ne, lt, lte, gt, gte, in (values joined by commas), \
            starts, null (true or false). All must hold.""",
            schema = @Schema(type = "object", additionalPropertiesSchema = String.class, example = "{\"status\": \"OPEN\", \"reported_at.gte\": \"2026-01-01\"}"))
    @Parameter(name = "sort", in = ParameterIn.QUERY, description = "Items to sort by, joined by commas, '-' before the name for descending", example = "-reported_at")
    @Parameter(name = "limit", in = ParameterIn.QUERY, description = "Records at most: 1 to 1000, for NDJSON to 10000; 100 if not given",
            schema = @Schema(type = "integer", minimum = "1", maximum = "10000", defaultValue = "100"))
    @Parameter(name = "cursor", in = ParameterIn.QUERY, description = "The text a previous answer gave as next; repeat the other parameters unchanged")
    @Parameter(name = "scene", in = ParameterIn.QUERY, description = "Scene code, where the grant asks for one")
    @Parameter(name = "case", in = ParameterIn.QUERY, description = "Case on whose behalf you ask")
    @interface Question {}
}
