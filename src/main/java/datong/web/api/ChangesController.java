package datong.web.api;

import datong.policy.Subject;
import datong.policy.Subjects;
import datong.query.ChangeAnswer;
import datong.query.ChangeQueries;
import datong.query.ChangeRequest;
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
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;
import tools.jackson.databind.json.JsonMapper;

/** What changed in a dataset since a cursor: as events while it happens, or page by page. */
@RestController
@RequestMapping("/api/v1/datasets/{code}/changes")
@Tag(name = "Records", description = "Ask a dataset for records; every answer is decided, protected and audited before it leaves")
@SecurityRequirement(name = "oauth2", scopes = "records")
class ChangesController {
    private static final Logger LOG = LoggerFactory.getLogger(ChangesController.class);
    private static final MediaType TEXT = new MediaType("text", "plain", StandardCharsets.UTF_8);
    private final ChangeQueries changes;
    private final Subjects subjects;
    private final OpenStreams streams;
    private final ChangeFormat format;
    private final Clock clock;

    ChangesController(ChangeQueries changes, Subjects subjects, OpenStreams streams, JsonMapper json, Clock clock) {
        this.changes = changes;
        this.subjects = subjects;
        this.streams = streams;
        this.format = new ChangeFormat(json);
        this.clock = clock;
    }

    @Operation(summary = "Follow what changes", description = """
            A page of JSON, or server-sent events as long as you listen. Begin with since=start for all records and then what changes, or with since=now; go on with the 'next' of \
            the page, or the id of the last event (Last-Event-ID). Of a record that changed several times only the last state comes. Events: open, record (new or changed), \
            removed (its id only), page, heartbeat, and end with a reason. Two copies of the same change carry the same id.""")
    @Question
    @ApiResponse(responseCode = "200", description = "What changed", content = {
            @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(implementation = ApiDocument.Changes.class)),
            @Content(mediaType = MediaType.TEXT_EVENT_STREAM_VALUE, schema = @Schema(type = "string"))})
    @ApiResponse(responseCode = "410", description = "The cursor is over: take a new copy")
    @ApiResponse(responseCode = "429", description = "Too many open streams for your organisation, or in all")
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> page(@PathVariable String code, @Parameter(hidden = true) Subject subject, @Parameter(hidden = true) @RequestHeader("X-Datong-Purpose") Optional<String> purpose,
            HttpServletRequest http) {
        ChangeAnswer.Page page = AnswerProblems.page(changes.changes(request(code, subject, purpose, Optional.empty(), "page", http)));
        return ResponseEntity.ok().header("Cache-Control", "no-store").contentType(MediaType.APPLICATION_JSON).body(format.page(code, page));
    }

    @Question
    @GetMapping(produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseBodyEmitter stream(@PathVariable String code, @Parameter(hidden = true) Subject subject, @Parameter(hidden = true) @RequestHeader("X-Datong-Purpose") Optional<String> purpose,
            @Parameter(hidden = true) @RequestHeader("Last-Event-ID") Optional<String> lastEvent, HttpServletRequest http, HttpServletResponse response) {
        ChangeRequest request = request(code, subject, purpose, lastEvent.filter(id -> !id.isBlank()), "stream", http);
        Turns.Turn turn = streams.take(subject.organisation()).orElseThrow(ChangesController::busy);
        try {
            ChangeAnswer.Page first = AnswerProblems.page(changes.changes(request));
            response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
            response.setHeader("Cache-Control", "no-store");
            response.setHeader("X-Accel-Buffering", "no");
            ResponseBodyEmitter emitter = new ResponseBodyEmitter(0L);
            Instant until = until(http.getUserPrincipal());
            Thread.ofVirtual().name("changes").start(() -> run(request, first, until, emitter, turn));
            return emitter;
        } catch (RuntimeException refused) {
            turn.close();
            throw refused;
        }
    }

    private void run(ChangeRequest request, ChangeAnswer.Page first, Instant until, ResponseBodyEmitter emitter, Turns.Turn turn) {
        try (turn) {
            new ChangeStream(changes, subjects, streams, format, event -> emitter.send(new String(event, StandardCharsets.UTF_8), TEXT), clock).run(request, first, until);
            emitter.complete();
        } catch (IOException gone) {
            LOG.debug("the reader of a stream went away", gone);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            emitter.complete();
        } catch (RuntimeException broken) {
            LOG.error("a stream broke off", broken);
            emitter.complete();
        }
    }

    private static ChangeRequest request(String code, Subject subject, Optional<String> purpose, Optional<String> lastEvent, String exit, HttpServletRequest http) {
        return new QuestionParameters(http.getParameterMap()).changes(subject, RecordsController.dataset(code), purpose, lastEvent, exit, http.getRemoteAddr());
    }

    private static Instant until(Principal caller) {
        return caller instanceof JwtAuthenticationToken token ? Optional.ofNullable(token.getToken().getExpiresAt()).orElse(Instant.MAX) : Instant.MAX;
    }

    private static ApiProblem busy() {
        return new ApiProblem(Problem.of(429, "too-many-streams", "Too many streams at once", "close one of your organisation's, then ask again"));
    }

    /** The query parameters, for the OpenAPI document. */
    @java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)
    @java.lang.annotation.Target(java.lang.annotation.ElementType.METHOD)
    @Parameter(name = "purpose", in = ParameterIn.QUERY, description = "Purpose code, required; or the header X-Datong-Purpose", example = "SERVICE.REQUEST")
    @Parameter(name = "since", in = ParameterIn.QUERY, description = "start, now (if left out) or the cursor to go on with; the header Last-Event-ID stands above it", example = "start")
    @Parameter(name = "select", in = ParameterIn.QUERY, description = "Items wanted, joined by commas; none: all that you may see", example = "title,reported_at")
    @Parameter(name = "limit", in = ParameterIn.QUERY, description = "Changes of a page at most: 1 to 1000; 100 if not given", schema = @Schema(type = "integer", minimum = "1", maximum = "1000", defaultValue = "100"))
    @Parameter(name = "scene", in = ParameterIn.QUERY, description = "Scene code, where the grant asks for one")
    @Parameter(name = "case", in = ParameterIn.QUERY, description = "Case on whose behalf you ask")
    @Parameter(name = "reason", in = ParameterIn.QUERY, description = "Why, in 5 to 200 characters; demanded where items of level L4 are shown in clear")
    @interface Question {}
}
