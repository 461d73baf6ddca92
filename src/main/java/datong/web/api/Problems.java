package datong.web.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Writes problem documents; the only place that does, so that every error of the API has one shape. */
public final class Problems {
    private final JsonMapper json;

    public Problems(JsonMapper json) {
        this.json = json;
    }

    public void write(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("type", "urn:datong:problem:" + problem.code());
        document.put("title", problem.title());
        document.put("status", problem.status());
        document.put("detail", problem.detail());
        document.put("instance", request.getRequestURI());
        document.putAll(problem.more());
        response.setStatus(problem.status());
        response.setHeader("Cache-Control", "no-store");
        response.setContentType("application/problem+json");
        if (!"HEAD".equals(request.getMethod())) {
            response.getOutputStream().write(json.writeValueAsBytes(document));
        }
    }
}
