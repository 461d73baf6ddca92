package datong.web.api;

import datong.correction.CorrectionDesk;
import datong.correction.Dispute;
import datong.correction.Recall;
import datong.policy.Subject;
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
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpStatus;
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

/** Values that your department received and holds to be wrong, and corrected values that it has to take over. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "Correction", description = "Dispute a value that you received; take note of values that were corrected since you received them")
@SecurityRequirement(name = "oauth2", scopes = "verification")
class CorrectionController {
    private static final int MOST = 1_000;
    private static final int MAX_BODY = 16 * 1024;
    private final CorrectionDesk desk;
    private final JsonMapper strict;

    CorrectionController(CorrectionDesk desk, JsonMapper json) {
        this.desk = desk;
        this.strict = json.rebuild().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
    }

    @Operation(summary = "Dispute a value", description = "One item of one record that your department was shown, by the id in the answer. The department that answers for the item "
            + "verifies it within the limit of law. Write no personal data into the reason; what you hold to be right goes into 'proposed', which is kept sealed.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(implementation = ApiDocument.Disputing.class)))
    @ApiResponse(responseCode = "201", description = "Filed", content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(implementation = ApiDocument.DisputedValue.class)))
    @PostMapping(path = "/verifications", consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ApiDocument.DisputedValue> file(@Parameter(hidden = true) Subject subject, HttpServletRequest http) throws IOException {
        ApiDocument.Disputing said = body(http, ApiDocument.Disputing.class);
        CorrectionDesk.Filing filing = new CorrectionDesk.Filing(text(said.dataset()), text(said.record()), text(said.item()), text(said.reason()), text(said.proposed()));
        return switch (desk.file(filing, subject)) {
            case CorrectionDesk.Result.Filed filed -> ResponseEntity.status(HttpStatus.CREATED).header("Cache-Control", "no-store").body(shown(filed.dispute()));
            case CorrectionDesk.Result.Refused(String rule) -> throw refused(rule);
        };
    }

    @Operation(summary = "List your department's disputes", description = "Those it filed and those it has to answer, the newest first, a thousand at most.")
    @GetMapping(path = "/verifications", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ApiDocument.DisputedValues> all(@Parameter(hidden = true) Subject subject) {
        return fresh(new ApiDocument.DisputedValues(desk.newest(subject, MOST).stream().map(this::shown).toList()));
    }

    @Operation(summary = "Read one dispute")
    @GetMapping(path = "/verifications/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ApiDocument.DisputedValue> one(@PathVariable String id, @Parameter(hidden = true) Subject subject) {
        return fresh(desk.find(id, subject).map(this::shown).orElseThrow(() -> refused("NOT_YOURS")));
    }

    @Operation(summary = "List what was recalled", description = "Values that your department received and that were corrected since: fetch each record again and acknowledge. "
            + "The newest first, a thousand at most; no value stands here.")
    @GetMapping(path = "/recalls", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ApiDocument.Recalls> recalls(@Parameter(hidden = true) Subject subject) {
        return fresh(new ApiDocument.Recalls(desk.recalls(subject, MOST).stream().map(this::shown).toList()));
    }

    @Operation(summary = "Acknowledge a recall", description = "Once. updated: the new value was taken over; deleted: the old one was; not_kept: it was never kept.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(implementation = ApiDocument.Acknowledging.class)))
    @ApiResponse(responseCode = "200", description = "Acknowledged", content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(implementation = ApiDocument.RecalledValue.class)))
    @PostMapping(path = "/recalls/{id}/acknowledge", consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ApiDocument.RecalledValue> acknowledge(@PathVariable String id, @Parameter(hidden = true) Subject subject, HttpServletRequest http) throws IOException {
        ApiDocument.Acknowledging said = body(http, ApiDocument.Acknowledging.class);
        Recall.Deed deed = Arrays.stream(Recall.Deed.values()).filter(one -> one.name().toLowerCase(Locale.ROOT).equals(said.deed())).findFirst()
                .orElseThrow(() -> new ApiProblem(Problem.of(422, "invalid-value", "The deed is not known", "deed is updated, deleted or not_kept")));
        return switch (desk.acknowledge(id, deed, text(said.note()), subject)) {
            case CorrectionDesk.Acknowledged.Done done -> fresh(shown(done.recall()));
            case CorrectionDesk.Acknowledged.Refused(String rule) -> throw refused(rule);
        };
    }

    private ApiDocument.DisputedValue shown(Dispute dispute) {
        return ApiDocument.DisputedValue.of(dispute, dispute.late(desk.now()));
    }

    private ApiDocument.RecalledValue shown(Recall recall) {
        return ApiDocument.RecalledValue.of(recall, recall.late(desk.now()));
    }

    private static ApiProblem refused(String rule) {
        return new ApiProblem(switch (rule) {
            case "NOT_YOURS" -> Problem.of(404, "no-such-request", "There is no such request", "GET /api/v1/verifications and /api/v1/recalls list those of your department");
            case "NOT_RECEIVED" -> Problem.of(404, "no-such-record", "There is no such value", "dispute an item of a record that your department was shown, by the dataset and the id in its answer");
            case "DISPUTED_ALREADY" -> Problem.of(409, "disputed-already", "Your department disputes this value already", "GET /api/v1/verifications shows the answer once it is there");
            case "ACKNOWLEDGED" -> Problem.of(409, "already-answered", "The recall is acknowledged", "a recall is acknowledged once");
            case "PERSONAL" -> Problem.of(422, "note-holds-personal-data", "The words hold personal data", "say it without names, numbers, addresses and the value itself");
            default -> Problem.of(422, "invalid-value", "The words cannot be taken", "a reason has 1 to 500 characters, a proposed value 2,000 at most");
        });
    }

    private static String text(String given) {
        return Optional.ofNullable(given).orElse("");
    }

    private <T> T body(HttpServletRequest http, Class<T> type) throws IOException {
        byte[] body = http.getInputStream().readNBytes(MAX_BODY + 1);
        if (body.length > MAX_BODY) {
            throw new ApiProblem(Problem.of(413, "body-too-large", "The body is too long", "it takes " + MAX_BODY + " bytes at most"));
        }
        try {
            return Optional.ofNullable(strict.readValue(body, type)).orElseThrow(CorrectionController::unreadable);
        } catch (JacksonException unreadable) {
            throw unreadable();
        }
    }

    private static ApiProblem unreadable() {
        return ApiProblem.parameter("unreadable-body", "the body has not the members that /api/v1/openapi.json tells");
    }

    private static <T> ResponseEntity<T> fresh(T body) {
        return ResponseEntity.ok().header("Cache-Control", "no-store").body(body);
    }
}
