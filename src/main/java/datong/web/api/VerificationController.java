package datong.web.api;

import datong.intake.VerificationRequest.Verdict;
import datong.intake.VerificationRequest;
import datong.intake.Verifying;
import datong.policy.Subject;
import datong.web.RowText;
import datong.web.VerificationRows;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What a department is asked to verify, and its answers. A request of another department is not there. */
@RestController
@RequestMapping("/api/v1/verification-requests")
@Tag(name = "Verification", description = "Records of your own sources that the hub could not take; verify them and answer within the time limit")
@SecurityRequirement(name = "oauth2", scopes = "verification")
class VerificationController {
    private static final Set<String> GROUPS = Set.of("department-system", "source-system");
    private static final int MOST = 1_000;
    private static final int MAX_BODY = 16 * 1024;
    private final Verifying verifying;
    private final VerificationRows rows;
    private final JsonMapper strict;

    VerificationController(Verifying verifying, VerificationRows rows, JsonMapper json) {
        this.verifying = verifying;
        this.rows = rows;
        this.strict = json.rebuild().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
    }

    @Operation(summary = "List the requests to your department", description = "The newest first, a thousand at most.")
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ApiDocument.VerificationList> all(@Parameter(hidden = true) Subject subject) {
        return fresh(new ApiDocument.VerificationList(verifying.ofProvider(actor(subject), MOST).stream().map(this::summary).toList()));
    }

    @Operation(summary = "Read one request")
    @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ApiDocument.Verification> one(@PathVariable String id, @Parameter(hidden = true) Subject subject) {
        return fresh(summary(find(id, subject)));
    }

    @Operation(summary = "The records it is about", description = "Where to find each at your side, and why it was not taken; a value is masked by its level.")
    @ApiResponse(responseCode = "200", description = "One record a line", content = {
            @Content(mediaType = RecordsController.NDJSON, schema = @Schema(type = "string")), @Content(mediaType = RecordsController.CSV, schema = @Schema(type = "string"))})
    @GetMapping(path = "/{id}/rows", produces = RecordsController.NDJSON)
    ResponseEntity<byte[]> ndjson(@PathVariable String id, @Parameter(hidden = true) Subject subject) {
        return rows(id, subject, RowText.NDJSON, RowText::ndjson);
    }

    @GetMapping(path = "/{id}/rows", produces = RecordsController.CSV)
    ResponseEntity<byte[]> csv(@PathVariable String id, @Parameter(hidden = true) Subject subject) {
        return rows(id, subject, RowText.CSV, RowText::csv);
    }

    @Operation(summary = "Answer a request", description = "Once. accepted: the records are wrong and will be corrected; corrected: they have been, deliver them again; "
            + "rejected: they are right as they are, the note says why. Write no personal data into the note.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(implementation = ApiDocument.VerificationAnswer.class)))
    @ApiResponse(responseCode = "200", description = "Answered", content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(implementation = ApiDocument.Verification.class)))
    @PostMapping(path = "/{id}/answer", consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ApiDocument.Verification> answer(@PathVariable String id, @Parameter(hidden = true) Subject subject, HttpServletRequest http) throws IOException {
        find(id, subject);
        ApiDocument.VerificationAnswer said = body(http.getInputStream().readNBytes(MAX_BODY + 1));
        Verdict verdict = Arrays.stream(Verdict.values()).filter(one -> one.name().toLowerCase(java.util.Locale.ROOT).equals(said.answer())).findFirst()
                .orElseThrow(() -> new ApiProblem(Problem.of(422, "invalid-value", "The answer is not known", "answer is accepted, corrected or rejected")));
        return switch (verifying.answer(id, verdict, Optional.ofNullable(said.note()).orElse(""), actor(subject)).orElseThrow(VerificationController::missing)) {
            case Verifying.Result.Done done -> fresh(summary(done.request()));
            case Verifying.Result.Refused refused -> throw refused(refused.rule());
        };
    }

    private static ApiProblem refused(String rule) {
        return switch (rule) {
            case "VERIFY_ANSWERED" -> new ApiProblem(Problem.of(409, "already-answered", "The request is answered", "a request is answered once; ask its steward for another"));
            case "VERIFY_NOTE_PERSONAL" -> new ApiProblem(Problem.of(422, "note-holds-personal-data", "The note holds personal data", "say it without names, numbers and addresses"));
            default -> new ApiProblem(Problem.of(422, "invalid-value", "The note cannot be taken", "a note of 1 to 500 characters says what was found"));
        };
    }

    private ResponseEntity<byte[]> rows(String id, Subject subject, String type, Function<List<VerificationRows.Row>, byte[]> text) {
        VerificationRequest request = find(id, subject);
        verifying.shown(request, actor(subject));
        return ResponseEntity.ok().contentType(MediaType.parseMediaType(type)).header("Cache-Control", "no-store").body(text.apply(rows.of(request)));
    }

    private VerificationRequest find(String id, Subject subject) {
        return verifying.ofProvider(id, actor(subject).organisation()).orElseThrow(VerificationController::missing);
    }

    /** Systems of departments and sources only; whose request it is decides the organisation they act for. */
    private static Verifying.Actor actor(Subject subject) {
        if (subject.kind() != Subject.Kind.SYSTEM || subject.groups().stream().noneMatch(GROUPS::contains)) {
            throw missing();
        }
        return new Verifying.Actor(subject.id(), subject.organisation());
    }

    private static ApiProblem missing() {
        return new ApiProblem(Problem.of(404, "no-such-request", "There is no such request", "GET /api/v1/verification-requests lists those to your department"));
    }

    private ApiDocument.VerificationAnswer body(byte[] body) {
        if (body.length > MAX_BODY) {
            throw new ApiProblem(Problem.of(413, "body-too-large", "The answer is too long", "an answer takes " + MAX_BODY + " bytes at most"));
        }
        try {
            return Optional.ofNullable(strict.readValue(body, ApiDocument.VerificationAnswer.class)).orElseThrow(VerificationController::unreadable);
        } catch (JacksonException unreadable) {
            throw unreadable();
        }
    }

    private static ApiProblem unreadable() {
        return ApiProblem.parameter("unreadable-body", "the body is not an answer; see VerificationAnswer in /api/v1/openapi.json for its members");
    }

    private ApiDocument.Verification summary(VerificationRequest request) {
        return ApiDocument.Verification.of(request, request.overdue(verifying.today()));
    }

    private static <T> ResponseEntity<T> fresh(T body) {
        return ResponseEntity.ok().header("Cache-Control", "no-store").body(body);
    }
}
