package datong.web.api;

import datong.catalogue.Catalogue;
import datong.catalogue.DatasetEntry;
import datong.catalogue.NationalItems;
import datong.catalogue.rdf4j.DcatCatalogue;
import datong.catalogue.rdf4j.DcatCatalogue.Syntax;
import datong.catalogue.rdf4j.Departments;
import datong.policy.Subject;
import datong.web.RowText;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** The catalogue in the forms that other catalogues take in: only what the caller may know of, audited like every reading of it. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "Catalogue")
@SecurityRequirement(name = "oauth2", scopes = "catalogue")
class CatalogueExportController {
    private final Catalogue catalogue;
    private final Departments departments;

    CatalogueExportController(Catalogue catalogue, Departments departments) {
        this.catalogue = catalogue;
        this.departments = departments;
    }

    @Operation(summary = "The catalogue as DCAT-AP 3, JSON-LD")
    @GetMapping(path = "/catalogue.jsonld", produces = "application/ld+json")
    ResponseEntity<byte[]> jsonLd(@Parameter(hidden = true) Subject subject, HttpServletRequest http) {
        return dcat(all(subject, http), Syntax.JSON_LD, http);
    }

    @Operation(summary = "The catalogue as DCAT-AP 3, Turtle")
    @GetMapping(path = "/catalogue.ttl", produces = "text/turtle")
    ResponseEntity<byte[]> turtle(@Parameter(hidden = true) Subject subject, HttpServletRequest http) {
        return dcat(all(subject, http), Syntax.TURTLE, http);
    }

    @Operation(summary = "One dataset as DCAT-AP 3, JSON-LD")
    @GetMapping(path = "/datasets/{code}.jsonld", produces = "application/ld+json")
    ResponseEntity<byte[]> jsonLd(@PathVariable String code, @Parameter(hidden = true) Subject subject, HttpServletRequest http) {
        return dcat(List.of(one(code, subject, http)), Syntax.JSON_LD, http);
    }

    @Operation(summary = "One dataset as DCAT-AP 3, Turtle")
    @GetMapping(path = "/datasets/{code}.ttl", produces = "text/turtle")
    ResponseEntity<byte[]> turtle(@PathVariable String code, @Parameter(hidden = true) Subject subject, HttpServletRequest http) {
        return dcat(List.of(one(code, subject, http)), Syntax.TURTLE, http);
    }

    @Operation(summary = "The items of the national catalogue (政务信息资源目录) as JSON")
    @GetMapping(path = "/catalogue.json", produces = MediaType.APPLICATION_JSON_VALUE)
    Map<String, List<Map<String, String>>> national(@Parameter(hidden = true) Subject subject, HttpServletRequest http) {
        return Map.of("entries", items(subject, http));
    }

    @Operation(summary = "The items of the national catalogue (政务信息资源目录) as CSV")
    @GetMapping(path = "/catalogue.csv", produces = "text/csv")
    ResponseEntity<byte[]> nationalTable(@Parameter(hidden = true) Subject subject, HttpServletRequest http) {
        List<Map<String, String>> items = items(subject, http);
        List<List<String>> rows = new ArrayList<>(items.stream().map(entry -> List.copyOf(entry.values())).toList());
        items.stream().findFirst().ifPresent(entry -> rows.addFirst(List.copyOf(entry.keySet())));
        String table = rows.stream().map(row -> row.stream().map(RowText::cell).collect(Collectors.joining(","))).collect(Collectors.joining("\r\n", "\uFEFF", "\r\n"));
        return ResponseEntity.ok().contentType(MediaType.parseMediaType("text/csv;charset=UTF-8")).body(table.getBytes(StandardCharsets.UTF_8));
    }

    private List<Map<String, String>> items(Subject subject, HttpServletRequest http) {
        return all(subject, http).stream().map(entry -> (Map<String, String>) NationalItems.of(entry, departments.name(entry.dataset().provider(), false))).toList();
    }

    private List<DatasetEntry> all(Subject subject, HttpServletRequest http) {
        DatasetsController.demandNoParameters(http);
        return catalogue.read(subject, http.getRemoteAddr());
    }

    private DatasetEntry one(String code, Subject subject, HttpServletRequest http) {
        DatasetsController.demandNoParameters(http);
        return DatasetsController.known(catalogue, code, subject, http);
    }

    private ResponseEntity<byte[]> dcat(List<DatasetEntry> entries, Syntax syntax, HttpServletRequest http) {
        String hub = ServletUriComponentsBuilder.fromContextPath(http).build().toUriString();
        return ResponseEntity.ok().contentType(MediaType.parseMediaType(syntax.mediaType())).body(DcatCatalogue.write(entries, hub, departments, syntax));
    }
}
