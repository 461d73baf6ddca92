package datong.web.open311;

import datong.audit.AuditLog;
import datong.ledger.LedgerUnavailable;
import datong.policy.UsageCounter;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** GeoReport v2 for reading, without a token; the ending of an address chooses the format. */
@Hidden
@RestController
@RequestMapping("/open311")
class Open311Controller {
    private static final Logger LOG = LoggerFactory.getLogger(Open311Controller.class);
    private static final String FORMAT = "{ending:json|xml}";
    private final Open311Folder folder;
    private final Open311Requests requests;
    private final Visits visits;
    private final JsonMapper json;

    Open311Controller(Open311Folder folder, Open311Requests requests, Visits visits, JsonMapper json) {
        this.folder = folder;
        this.requests = requests;
        this.visits = visits;
        this.json = json;
    }

    private Open311Offer offer(HttpServletRequest http) {
        if (!visits.admits(http.getRemoteAddr())) {
            throw new Open311Refusal(429, "too many questions; wait a minute");
        }
        return folder.offer().orElseThrow(Open311Requests::shut);
    }

    @GetMapping("/discovery." + FORMAT)
    ResponseEntity<String> discovery(@PathVariable String ending, HttpServletRequest http) {
        offer(http);
        Map<String, Object> endpoint = new LinkedHashMap<>();
        endpoint.put("specification", "http://wiki.open311.org/GeoReport_v2");
        endpoint.put("url", http.getRequestURL().toString().replaceFirst("/discovery\\..*$", "/v2"));
        endpoint.put("type", "production");
        return answer(ending, "endpoints", "endpoint", List.of(endpoint));
    }

    @GetMapping("/v2/services." + FORMAT)
    ResponseEntity<String> services(@PathVariable String ending, HttpServletRequest http) {
        return answer(ending, "services", "service", offer(http).services().stream().map(Open311Controller::service).toList());
    }

    private static Map<String, Object> service(Open311Offer.Service service) {
        Map<String, Object> words = new LinkedHashMap<>();
        words.put("service_code", service.code());
        words.put("service_name", service.name());
        words.put("description", service.description());
        words.put("metadata", false);
        words.put("type", "realtime");
        words.put("keywords", "");
        words.put("group", service.group());
        return words;
    }

    @GetMapping("/v2/requests." + FORMAT)
    ResponseEntity<String> list(@PathVariable String ending, HttpServletRequest http) {
        return answer(ending, "service_requests", "request", requests.list(offer(http), http.getParameterMap(), http.getRemoteAddr()));
    }

    @GetMapping("/v2/requests/{id:[0-9A-Za-z]+}." + FORMAT)
    ResponseEntity<String> single(@PathVariable String id, @PathVariable String ending, HttpServletRequest http) {
        return answer(ending, "service_requests", "request", requests.single(offer(http), id, http.getRemoteAddr()));
    }

    private ResponseEntity<String> answer(String ending, String list, String thing, List<Map<String, Object>> things) {
        return written(200, Open311Format.of(ending), list, thing, things);
    }

    private ResponseEntity<String> written(int status, Open311Format format, String list, String thing, List<Map<String, Object>> things) {
        return ResponseEntity.status(status).contentType(MediaType.parseMediaType(format.mediaType() + ";charset=UTF-8")).header("Cache-Control", "no-store")
                .header("Access-Control-Allow-Origin", "*").body(format.write(json, list, thing, things));
    }

    @ExceptionHandler
    ResponseEntity<String> refused(Open311Refusal refusal, HttpServletRequest http) {
        return error(refusal.code(), refusal.getMessage(), http);
    }

    @ExceptionHandler({AuditLog.AuditUnavailable.class, LedgerUnavailable.class, UsageCounter.UsageUnavailable.class})
    ResponseEntity<String> unavailable(Exception unavailable, HttpServletRequest http) {
        LOG.error("not answered", unavailable);
        return error(503, "nothing is answered at the moment; ask again in a while", http);
    }

    private ResponseEntity<String> error(int code, String description, HttpServletRequest http) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("code", code);
        error.put("description", description);
        return written(code, Open311Format.of(http.getRequestURI().endsWith(".xml") ? "xml" : "json"), "errors", "error", List.of(error));
    }
}
