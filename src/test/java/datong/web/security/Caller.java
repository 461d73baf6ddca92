package datong.web.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody at the door of the hub: a browser with cookies and a system with a token. */
public final class Caller {
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
    private final HttpClient http;
    private final JsonMapper json = JsonMapper.builder().build();
    private final String hub;

    public Caller(String hub) {
        this(hub, UnaryOperator.identity());
    }

    private Caller(String hub, UnaryOperator<HttpClient.Builder> further) {
        this.hub = hub;
        this.http = further.apply(HttpClient.newBuilder().cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL)).followRedirects(HttpClient.Redirect.NORMAL)).build();
    }

    /** One who knows the hub's certificate, and perhaps shows one. */
    public static Caller overTls(String hub, SSLContext tls) {
        return new Caller(hub, builder -> builder.sslContext(tls));
    }

    public HttpResponse<String> get(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(hub + path));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    public HttpResponse<String> post(String path, String contentType, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(hub + path)).header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    public HttpResponse<String> form(String path, Map<String, String> fields, String... headers) {
        String body = fields.entrySet().stream().map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return post(path, "application/x-www-form-urlencoded", body, headers);
    }

    public HttpResponse<String> put(String path, String body, String... headers) {
        return send(HttpRequest.newBuilder(URI.create(hub + path)).header("Content-Type", "application/json").headers(headers).PUT(HttpRequest.BodyPublishers.ofString(body)));
    }

    public HttpResponse<String> delete(String path, String... headers) {
        return send(HttpRequest.newBuilder(URI.create(hub + path)).headers(headers).DELETE());
    }

    public HttpResponse<byte[]> bytes(String path, String... headers) {
        return send(HttpRequest.newBuilder(URI.create(hub + path)).headers(headers), HttpResponse.BodyHandlers.ofByteArray());
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        return send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    private <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> body) {
        try {
            return http.send(request.build(), body);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    public HttpResponse<String> askForToken(String client, String secret, String scope) {
        String basic = Base64.getEncoder().encodeToString((client + ":" + secret).getBytes(StandardCharsets.UTF_8));
        return form("/oauth2/token", Map.of("grant_type", "client_credentials", "scope", scope), "Authorization", "Basic " + basic);
    }

    public String token(String client, String secret, String scope) {
        return json(askForToken(client, secret, scope)).get("access_token").asString();
    }

    /** Goes to the page, is sent to the sign-in page, and gives name and password there. */
    public HttpResponse<String> signIn(String page, String name, String password) {
        HttpResponse<String> form = get(page, "Accept", "text/html");
        Matcher csrf = CSRF.matcher(form.body());
        if (!form.uri().getPath().equals("/sign-in") || !csrf.find()) {
            throw new AssertionError("no sign-in page, but " + form.uri().getPath() + " with status " + form.statusCode());
        }
        return form("/sign-in", Map.of("username", name, "password", password, "_csrf", csrf.group(1)), "Accept", "text/html");
    }

    /** Answers the page that asks for a one-time code. */
    public HttpResponse<String> giveCode(HttpResponse<String> asked, String code) {
        Matcher csrf = CSRF.matcher(get("/sign-in/code", "Accept", "text/html").body());
        if (!asked.uri().getPath().equals("/sign-in/code") || !csrf.find()) {
            throw new AssertionError("no page for a code, but " + asked.uri().getPath());
        }
        return form("/sign-in/code", Map.of("code", code, "_csrf", csrf.group(1)), "Accept", "text/html");
    }

    public JsonNode json(HttpResponse<String> response) {
        return json.readTree(response.body());
    }
}
