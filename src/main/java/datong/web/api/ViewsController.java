package datong.web.api;

import datong.policy.Subject;
import datong.query.Queries;
import datong.query.QueryAnswer;
import datong.query.QueryRequest;
import datong.web.views.SavedView;
import datong.web.views.UnusableView;
import datong.web.views.ViewDesk;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Questions that an organisation keeps under a name. Each time they are asked they are decided as if they were new. */
@RestController
@RequestMapping("/api/v1/views")
@Tag(name = "Views", description = "Questions that your organisation keeps under a name; each is decided anew when it is asked, by who asks it then")
@SecurityRequirement(name = "oauth2", scopes = "records")
class ViewsController {
    private static final int MAX_LIMIT = 1_000;
    private final ViewDesk desk;
    private final Queries queries;
    private final AnswerFormat format;
    private final StrictBody bodies;

    ViewsController(ViewDesk desk, Queries queries, JsonMapper json) {
        this.desk = desk;
        this.queries = queries;
        this.format = new AnswerFormat(json);
        this.bodies = new StrictBody(json);
    }

    @Operation(summary = "List the views of your organisation")
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    ViewBody.All all(@Parameter(hidden = true) Subject subject) {
        return new ViewBody.All(desk.all(subject).stream().map(ViewBody.Saved::of).toList());
    }

    @Operation(summary = "Keep a view", description = "One of the same name is replaced. Nothing is asked yet, and nothing is given by keeping it.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(implementation = ViewBody.class)))
    @PutMapping(path = "/{name}", consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    ViewBody.Saved save(@PathVariable String name, @Parameter(hidden = true) Subject subject, HttpServletRequest http) throws IOException {
        try {
            return ViewBody.Saved.of(desk.save(name, bodies.read(http.getInputStream(), ViewBody.class, "View").question(subject, http.getRemoteAddr())));
        } catch (UnusableView unusable) {
            throw new ApiProblem(Problem.of(422, unusable.code(), "The view cannot be kept", unusable.getMessage()));
        }
    }

    @Operation(summary = "Throw a view away")
    @ApiResponse(responseCode = "204", description = "It is gone")
    @DeleteMapping("/{name}")
    ResponseEntity<Void> remove(@PathVariable String name, @Parameter(hidden = true) Subject subject, HttpServletRequest http) {
        if (!desk.remove(subject, name, http.getRemoteAddr())) {
            throw unknown();
        }
        return ResponseEntity.noContent().build();
    }

    @Operation(summary = "Ask a view", description = "The view's question, by you and now: the answer is what the same question to its dataset would be given.")
    @Parameter(name = "purpose", in = ParameterIn.QUERY, description = "Purpose code, required; or the header X-Datong-Purpose", example = "SERVICE.REQUEST")
    @Parameter(name = "limit", in = ParameterIn.QUERY, description = "Records at most: 1 to 1000; 100 if not given", schema = @Schema(type = "integer", minimum = "1", maximum = "1000", defaultValue = "100"))
    @Parameter(name = "cursor", in = ParameterIn.QUERY, description = "The text a previous answer gave as next")
    @Parameter(name = "scene", in = ParameterIn.QUERY, description = "Scene code, where the grant asks for one")
    @Parameter(name = "case", in = ParameterIn.QUERY, description = "Case on whose behalf you ask")
    @Parameter(name = "reason", in = ParameterIn.QUERY, description = "Why, in 5 to 200 characters; demanded where items of level L4 are shown in clear")
    @ApiResponse(responseCode = "200", description = "A page of protected records",
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(implementation = ApiDocument.Page.class)))
    @GetMapping(path = "/{name}/records", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> records(@PathVariable String name, @Parameter(hidden = true) Subject subject,
            @Parameter(hidden = true) @RequestHeader("X-Datong-Purpose") Optional<String> purpose, HttpServletRequest http) {
        SavedView view = desk.find(subject, name).orElseThrow(ViewsController::unknown);
        QueryRequest request = new QuestionParameters(http.getParameterMap()).view(view, subject, purpose, MAX_LIMIT, http.getRemoteAddr());
        QueryAnswer.Answered answer = AnswerProblems.answered(queries.ask(request));
        desk.used(view);
        return RecordsController.respond(answer, MediaType.APPLICATION_JSON_VALUE, format.json(view.dataset().value(), answer));
    }

    private static ApiProblem unknown() {
        return new ApiProblem(Problem.of(404, "no-such-view", "There is no such view", "your organisation keeps none of this name; see /api/v1/views"));
    }
}
