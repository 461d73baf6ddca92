package datong.web.api;

import datong.policy.Subject;
import datong.sharing.Application;
import datong.sharing.Move.Field;
import datong.sharing.Move;
import datong.sharing.Sharing;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
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

/** What your department applied for, and what was applied for of yours; only persons act on it, but use may be recorded by a system. */
@RestController
@RequestMapping("/api/v1/applications")
@Tag(name = "Sharing", description = "Applications for data that your department made or has to answer, and how you used what you were given")
@SecurityRequirement(name = "oauth2", scopes = "sharing")
class SharingController {
    private static final int MOST = 1_000;
    private static final int MAX_BODY = 16 * 1024;
    private final Sharing sharing;
    private final JsonMapper strict;

    SharingController(Sharing sharing, JsonMapper json) {
        this.sharing = sharing;
        this.strict = json.rebuild().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
    }

    @Operation(summary = "List your department's applications", description = "Those it made and those it has to answer, the last changed first, a thousand at most.")
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ApiDocument.SharingApplications> all(@Parameter(hidden = true) Subject subject) {
        return fresh(new ApiDocument.SharingApplications(sharing.newest(subject, MOST).stream().map(this::shown).toList()));
    }

    @Operation(summary = "Read one application, with its clocks")
    @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ApiDocument.SharingApplication> one(@PathVariable String id, @Parameter(hidden = true) Subject subject) {
        return fresh(shown(sharing.find(id, subject).orElseThrow(SharingController::missing)));
    }

    @Operation(summary = "Record how data were used", description = "Scene, process, effect, storage and destruction (Decree 809, Art. 29), 1 to 1,000 characters each, without personal data. "
            + "Kept three years at least.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(implementation = ApiDocument.UseRecord.class)))
    @ApiResponse(responseCode = "200", description = "Recorded", content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(implementation = ApiDocument.SharingApplication.class)))
    @PostMapping(path = "/{id}/usage", consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ApiDocument.SharingApplication> use(@PathVariable String id, @Parameter(hidden = true) Subject subject, HttpServletRequest http) throws IOException {
        ApiDocument.UseRecord said = body(http.getInputStream().readNBytes(MAX_BODY + 1));
        Map<Field, String> fields = new EnumMap<>(Field.class);
        fields.put(Field.SCENE, text(said.scene()));
        fields.put(Field.PROCESS, text(said.process()));
        fields.put(Field.EFFECT, text(said.effect()));
        fields.put(Field.STORAGE, text(said.storage()));
        fields.put(Field.DESTRUCTION, text(said.destruction()));
        return switch (sharing.move(id, Move.RECORD_USE, fields, subject)) {
            case Sharing.Result.Done done -> fresh(shown(done.application()));
            case Sharing.Result.Refused refused -> throw refused(refused.rule());
        };
    }

    private ApiDocument.SharingApplication shown(Application application) {
        return ApiDocument.SharingApplication.of(application, sharing.clocksOf(application));
    }

    private static ApiProblem refused(String rule) {
        return switch (rule) {
            case "NOT_THERE", "NOT_YOURS" -> missing();
            case "PERSONAL_WORDS" -> new ApiProblem(Problem.of(422, "note-holds-personal-data", "The words hold personal data", "say it without names, numbers and addresses"));
            case "NOT_FROM_HERE" -> new ApiProblem(Problem.of(409, "not-in-use", "The application is not in use", "use is recorded from the delivery to the disposal"));
            case "OVERTAKEN" -> new ApiProblem(Problem.of(409, "overtaken", "Another step came first", "read the application and record the use again"));
            default -> new ApiProblem(Problem.of(422, "invalid-value", "A part is missing or too long", "scene, process, effect, storage and destruction take 1 to 1,000 characters each"));
        };
    }

    private static ApiProblem missing() {
        return new ApiProblem(Problem.of(404, "no-such-request", "There is no such application", "GET /api/v1/applications lists those of your department; its own use is recorded by who asked for the data"));
    }

    private static String text(String given) {
        return Optional.ofNullable(given).map(words -> words.replace("\0", "")).orElse("");
    }

    private ApiDocument.UseRecord body(byte[] body) {
        if (body.length > MAX_BODY) {
            throw new ApiProblem(Problem.of(413, "body-too-large", "The record is too long", "it takes " + MAX_BODY + " bytes at most"));
        }
        try {
            return Optional.ofNullable(strict.readValue(body, ApiDocument.UseRecord.class)).orElseThrow(SharingController::unreadable);
        } catch (JacksonException unreadable) {
            throw unreadable();
        }
    }

    private static ApiProblem unreadable() {
        return ApiProblem.parameter("unreadable-body", "the body is no record of use; see UseRecord in /api/v1/openapi.json for its members");
    }

    private static <T> ResponseEntity<T> fresh(T body) {
        return ResponseEntity.ok().header("Cache-Control", "no-store").body(body);
    }
}
