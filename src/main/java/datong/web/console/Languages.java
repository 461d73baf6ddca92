package datong.web.console;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.regex.Pattern;

/** The address of the page shown, without its language, so that the other language is one click away. */
final class Languages {
    private static final Pattern LANGUAGE = Pattern.compile("(^|&)lang=[^&]*");

    private Languages() {}

    /** Path and query, ending in {@code ?} or {@code &} so that {@code lang=en} can follow; a page that was posted leads to its form. */
    static String address(HttpServletRequest request) {
        String path = request.getMethod().equals("POST") ? request.getRequestURI().replaceFirst("/(sample|replay|release)$", "") : request.getRequestURI();
        String query = Optional.ofNullable(request.getQueryString()).map(given -> LANGUAGE.matcher(given).replaceAll("")).orElse("");
        return path + (query.isEmpty() ? "?" : "?" + query.replaceFirst("^&", "") + "&");
    }
}
