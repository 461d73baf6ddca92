package datong.policy.ranger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers as a Ranger Admin 2.9 does: whole policies by version, 304 if nothing changed, 401 to a wrong password. */
public final class RecordedAdmin implements AutoCloseable {
    public static final String PASSWORD = "a-password";
    private final HttpServer server;
    final List<String> asked = new CopyOnWriteArrayList<>();
    volatile int status = 200;
    public volatile String policies = answer(1, READING, "");
    volatile String tags = "";
    volatile String roles = "{\"serviceName\":\"datong\",\"roleVersion\":1,\"rangerRoles\":[]}";

    public RecordedAdmin() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/service/plugins/secure/policies/download/datong", exchange -> answer(exchange, "lastKnownVersion", policies, "policyVersion"));
        server.createContext("/service/tags/secure/download/datong", exchange -> answer(exchange, "lastKnownVersion", tags, "tagVersion"));
        server.createContext("/service/roles/secure/download/datong", exchange -> answer(exchange, "lastKnownRoleVersion", roles, "roleVersion"));
        server.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange, String parameter, String body, String versionKey) throws IOException {
        asked.add(exchange.getRequestURI().toString());
        String expected = "Basic " + Base64.getEncoder().encodeToString(("hub:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        boolean known = expected.equals(exchange.getRequestHeaders().getFirst("Authorization"));
        int code = !known ? 401 : body.isEmpty() && status == 200 ? 404 : status;
        boolean same = code == 200 && exchange.getRequestURI().getQuery().contains(parameter + "=" + version(body, versionKey) + "&");
        byte[] bytes = code == 200 && !same ? body.getBytes(StandardCharsets.UTF_8) : new byte[0];
        exchange.sendResponseHeaders(same ? 304 : code, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static String version(String body, String key) {
        return body.replaceAll("(?s).*\"" + key + "\":(\\d+).*", "$1");
    }

    /** Policies of the service, and tag policies, with what else a real Admin sends. */
    public static String answer(int version, String policies, String tagPolicies) {
        return "{\"serviceName\":\"datong\",\"serviceId\":2,\"policyVersion\":" + version + ",\"policyUpdateTime\":1795308218755,\"policies\":[" + policies
                + "],\"serviceDef\":{\"name\":\"datong\",\"createTime\":1795308161783,\"whateverComesNext\":true},\"auditMode\":\"audit-default\",\"tagPolicies\":{"
                + "\"serviceName\":\"datong_tags\",\"serviceId\":3,\"policyVersion\":" + version + ",\"policies\":[" + tagPolicies + "],\"auditMode\":\"audit-default\"}}";
    }

    static String policy(int id, int type, String resources, String items) {
        return "{\"id\":" + id + ",\"guid\":\"g-" + id + "\",\"isEnabled\":true,\"version\":1,\"service\":\"datong\",\"serviceType\":\"datong\",\"name\":\"p" + id
                + "\",\"policyType\":" + type + ",\"policyPriority\":0,\"isAuditEnabled\":true,\"isDenyAllElse\":false,\"resources\":" + resources + "," + items + "}";
    }

    static String resources(String... pairs) {
        StringBuilder text = new StringBuilder("{");
        for (int index = 0; index < pairs.length; index += 2) {
            text.append(index == 0 ? "" : ",").append('"').append(pairs[index]).append("\":{\"values\":[").append(pairs[index + 1]).append("],\"isExcludes\":false,\"isRecursive\":false}");
        }
        return text.append('}').toString();
    }

    static String accesses(String... words) {
        return "\"accesses\":[" + String.join(",", java.util.Arrays.stream(words).map(word -> "{\"type\":\"" + word + "\",\"isAllowed\":true}").toList()) + "],\"delegateAdmin\":false";
    }

    static final String PURPOSE = ",\"conditions\":[{\"type\":\"purpose\",\"values\":[\"SERVICE\"]}]";
    static final String MATTERS = resources("element", "\"matter\"", "dataset", "\"*\"", "item", "\"*\"");

    /** The same as {@link Policies#READING}, in an Admin's words; limits are the folder's. */
    public static final String READING = policy(11, 0, MATTERS, "\"policyItems\":[{" + accesses("query", "lookup") + ",\"groups\":[\"readers\"]" + PURPOSE + "}]")
            + "," + policy(12, 2, resources("element", "\"matter\"", "dataset", "\"*\""),
                    "\"rowFilterPolicyItems\":[{" + accesses("query", "lookup") + ",\"groups\":[\"readers\"],\"rowFilterInfo\":{\"filterExpr\":\"subject.division\"}}]");
    public static final String MASKS = policy(21, 1, resources("tag", "\"L1\",\"L2\""),
            "\"dataMaskPolicyItems\":[{" + accesses("datong:query", "datong:lookup", "hive:select") + ",\"groups\":[\"readers\"],\"dataMaskInfo\":{\"dataMaskType\":\"datong:reveal\"}}]")
            + "," + policy(22, 1, resources("tag", "\"L3\""),
                    "\"dataMaskPolicyItems\":[{" + accesses("datong:query", "datong:lookup") + ",\"groups\":[\"readers\"],\"dataMaskInfo\":{\"dataMaskType\":\"datong:mask\"}}]");

    @Override
    public void close() {
        server.stop(0);
    }
}
