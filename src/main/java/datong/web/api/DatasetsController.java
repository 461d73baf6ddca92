package datong.web.api;

import datong.catalogue.Catalogue;
import datong.catalogue.DatasetEntry;
import datong.policy.Subject;
import datong.schema.DatasetCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The catalogue. */
@RestController
@RequestMapping(path = "/api/v1/datasets", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Catalogue", description = "Which datasets there are and what their items mean; no record")
@SecurityRequirement(name = "oauth2", scopes = "catalogue")
class DatasetsController {
    private final Catalogue catalogue;

    DatasetsController(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @Operation(summary = "List the datasets you may know of")
    @GetMapping
    ApiDocument.DatasetList all(@Parameter(hidden = true) Subject subject, HttpServletRequest http) {
        demandNoParameters(http);
        return new ApiDocument.DatasetList(catalogue.read(subject, http.getRemoteAddr()).stream().map(ApiDocument.DatasetSummary::of).toList());
    }

    @Operation(summary = "Search the datasets you may know of", description = "Chinese by word, English also by its beginning or with a letter wrong; the best first")
    @GetMapping(params = "q")
    ApiDocument.DatasetHits search(@RequestParam String q, @Parameter(hidden = true) Subject subject, HttpServletRequest http) {
        if (http.getParameterMap().size() > 1) {
            throw ApiProblem.parameter("unknown-parameter", "a search takes 'q' and no other query parameter");
        }
        return new ApiDocument.DatasetHits(catalogue.search(subject, q, http.getRemoteAddr()).stream().map(ApiDocument.DatasetHit::of).toList());
    }

    @Operation(summary = "Describe one dataset item by item")
    @GetMapping("/{code}")
    ApiDocument.DatasetDescription one(@PathVariable String code, @Parameter(hidden = true) Subject subject, HttpServletRequest http) {
        demandNoParameters(http);
        DatasetEntry entry = known(catalogue, code, subject, http);
        return new ApiDocument.DatasetDescription(ApiDocument.DatasetSummary.of(entry), entry.items().stream().map(item -> ApiDocument.DatasetItem.of(item, entry)).toList());
    }

    static DatasetEntry known(Catalogue catalogue, String code, Subject subject, HttpServletRequest http) {
        DatasetCode dataset = RecordsController.dataset(code);
        return catalogue.read(subject, dataset, http.getRemoteAddr()).orElseThrow(() -> new ApiProblem(Problem.of(404, "unknown-dataset",
                "There is no such dataset", "there is no dataset of this code that you may know of; GET /api/v1/datasets lists those you may")));
    }

    static void demandNoParameters(HttpServletRequest http) {
        if (!http.getParameterMap().isEmpty()) {
            throw ApiProblem.parameter("unknown-parameter", "this resource takes no query parameters");
        }
    }
}
