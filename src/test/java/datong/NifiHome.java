package datong;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A real Apache NiFi from {@code target/nifi/lib}, in a folder and on ports of its own. Without processors: its flows are ports and queues. */
public final class NifiHome implements AutoCloseable {
    private static final Path LIB = Path.of("target/nifi/lib").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private final ObjectMapper json = new ObjectMapper();
    private final Path folder;
    private final Process process;
    private final String address;
    private final HttpClient http;

    private NifiHome(Path folder, Process process, String address, HttpClient http) {
        this.folder = folder;
        this.process = process;
        this.address = address;
        this.http = http;
    }

    static NifiHome start(Path folder) throws IOException {
        int port = FreePort.find();
        return start(folder, "127.0.0.1", "http://127.0.0.1:" + port, HttpClient.newHttpClient(), List.of("nifi.remote.input.secure=false",
                "nifi.web.http.host=127.0.0.1", "nifi.web.http.port=" + port));
    }

    /** One that speaks to nobody without a certificate. Its first administrator, who then also calls here, is {@code CN=admin}. */
    static NifiHome secured(Path folder, NifiCertificates certificates) throws IOException {
        int port = FreePort.find();
        Path keys = certificates.known("nifi");
        HttpClient admin = HttpClient.newBuilder().sslContext(certificates.tls(certificates.known("admin")).context()).build();
        String password = NifiCertificates.PASSWORD;
        return start(folder, "localhost", "https://localhost:" + port, admin, List.of("nifi.remote.input.secure=true", "nifi.web.https.host=localhost", "nifi.web.https.port=" + port,
                "nifi.security.keystore=" + keys, "nifi.security.keystoreType=PKCS12", "nifi.security.keystorePasswd=" + password, "nifi.security.keyPasswd=" + password,
                "nifi.security.truststore=" + certificates.trust(), "nifi.security.truststoreType=PKCS12", "nifi.security.truststorePasswd=" + password,
                "nifi.security.user.authorizer=managed-authorizer", "nifi.authorizer.configuration.file=./conf/authorizers.xml"));
    }

    private static NifiHome start(Path folder, String host, String address, HttpClient http, List<String> properties) throws IOException {
        if (!Files.isDirectory(LIB)) {
            throw new AssertionError(LIB + " is missing; `mvn verify` fetches NiFi into it in its phase pre-integration-test");
        }
        Path conf = Files.createDirectories(folder.resolve("conf"));
        for (String name : List.of("nifi.properties", "state-management.xml", "authorizers.xml", "logback.xml")) {
            String text = Files.readString(Path.of("src/test/resources/nifi").resolve(name));
            Files.writeString(conf.resolve(name), text.replace("@HOST@", host).replace("@RAW_PORT@", "" + FreePort.find())
                    .replace("@LIB@", LIB.toString()).replace("@ACCESS@", String.join("\n", properties)));
        }
        Files.createDirectories(folder.resolve("extensions"));
        NifiHome home = new NifiHome(folder, launch(folder), address, http);
        try {
            Awaitility.await("NiFi's REST API").atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).until(home::answers);
            return home;
        } catch (RuntimeException | Error late) {
            home.close();
            throw late;
        }
    }

    private static Process launch(Path folder) throws IOException {
        try (Stream<Path> jars = Files.list(LIB)) {
            String path = jars.map(Path::toString).filter(jar -> jar.endsWith(".jar")).collect(Collectors.joining(":"));
            return new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-Xmx384m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
                    "-Djava.awt.headless=true", "-Dnifi.properties.file.path=" + folder.resolve("conf/nifi.properties"),
                    "-Dorg.apache.nifi.management.server.address=127.0.0.1:" + FreePort.find(), "-Dorg.apache.nifi.bootstrap.config.log.dir=" + folder.resolve("logs"),
                    "-cp", "conf:" + path, "org.apache.nifi.NiFi").directory(folder.toFile()).redirectErrorStream(true)
                    .redirectOutput(folder.resolve("nifi.out").toFile()).start();
        }
    }

    private boolean answers() throws IOException {
        if (!process.isAlive()) {
            Path log = folder.resolve("logs/nifi-app.log");
            throw new AssertionError("NiFi ended: " + Files.readString(folder.resolve("nifi.out")) + (Files.exists(log) ? Files.readString(log) : ""));
        }
        try {
            return http.send(request("GET", "/flow/about", HttpRequest.BodyPublishers.noBody()), HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException | InterruptedException notYet) {
            return false;
        }
    }

    public String url() {
        return address + "/nifi";
    }

    /** A group right in the root; gives its id. */
    String group(String name) throws IOException, InterruptedException {
        return call("POST", "/process-groups/root/process-groups", created(Map.of("name", name, "position", Map.of("x", 0, "y", 0)))).path("id").asText();
    }

    /** The same NiFi, what is made being made in the group. */
    Within within(String group) {
        return new Within(group);
    }

    /** A place in the flow. */
    final class Within {
        private final String group;

        private Within(String group) {
            this.group = group;
        }

        Through through(String in, String out, int most, String... names) throws IOException, InterruptedException {
            return NifiHome.this.through(group, in, out, most, names);
        }

        /** One that gives a bulletin, since nobody is there. */
        void unreachableRemote() throws IOException, InterruptedException {
            call("POST", "/process-groups/" + group + "/remote-process-groups", created(Map.of("targetUris", "https://localhost:1/nifi", "position", Map.of("x", 0, "y", 0))));
        }
    }

    /** An input port, a queue of at most so many FlowFiles, and an output port that runs: what is sent in waits to be pulled. */
    record Through(String in, String out, String connection) {}

    /** @param names of certificates that may send and receive there; in a secured NiFi the administrator's among them, or nobody sees that the ports are there */
    Through through(String in, String out, int most, String... names) throws IOException, InterruptedException {
        return through(root(), in, out, most, names);
    }

    private Through through(String group, String in, String out, int most, String... names) throws IOException, InterruptedException {
        String input = port(group, "input", in);
        String output = port(group, "output", out);
        JsonNode connection = call("POST", "/process-groups/" + group + "/connections", created(Map.of(
                "source", Map.of("id", input, "groupId", group, "type", "INPUT_PORT"), "destination", Map.of("id", output, "groupId", group, "type", "OUTPUT_PORT"),
                "backPressureObjectThreshold", most, "backPressureDataSizeThreshold", "1 GB", "flowFileExpiration", "0 sec")));
        run("input", input, "RUNNING");
        run("output", output, "RUNNING");
        for (String name : names) {
            grant(name, "write", "/data-transfer/input-ports/" + input);
            grant(name, "write", "/data-transfer/output-ports/" + output);
        }
        Awaitility.await("the ports' showing").atMost(PATIENCE).until(() -> shown("inputPorts", in) && shown("outputPorts", out));
        return new Through(input, output, connection.path("id").asText());
    }

    /** A client that looks too early keeps for half a minute what it did not see. */
    private boolean shown(String kind, String name) throws IOException, InterruptedException {
        return call("GET", "/site-to-site", Map.of()).path("controller").path(kind).valueStream()
                .anyMatch(port -> port.path("name").asText().equals(name) && port.path("state").asText().equals("RUNNING"));
    }

    private String port(String group, String kind, String name) throws IOException, InterruptedException {
        return call("POST", "/process-groups/" + group + "/" + kind + "-ports",
                created(Map.of("name", name, "position", Map.of("x", 0, "y", 0), "allowRemoteAccess", true))).path("id").asText();
    }

    private static Map<String, Object> created(Map<String, Object> component) {
        return Map.of("revision", Map.of("version", 0), "component", component);
    }

    String root() throws IOException, InterruptedException {
        return call("GET", "/flow/process-groups/root", Map.of()).path("processGroupFlow").path("id").asText();
    }

    /** @param kind {@code input} or {@code output}; @param state {@code RUNNING} or {@code STOPPED} */
    void run(String kind, String id, String state) throws IOException, InterruptedException {
        JsonNode now = call("GET", "/" + kind + "-ports/" + id, Map.of());
        call("PUT", "/" + kind + "-ports/" + id + "/run-status", Map.of("revision", now.path("revision"), "state", state));
    }

    /** Lets a certificate of this name do something; a user of NiFi is made of it the first time. @param action {@code read} or {@code write} */
    void grant(String name, String action, String resource) throws IOException, InterruptedException {
        String user = call("GET", "/tenants/users", Map.of()).path("users").valueStream().filter(one -> one.path("component").path("identity").asText().equals("CN=" + name))
                .findFirst().orElseGet(() -> created(name)).path("id").asText();
        HttpResponse<String> known = http.send(request("GET", "/policies/" + action + resource, HttpRequest.BodyPublishers.noBody()), HttpResponse.BodyHandlers.ofString());
        JsonNode policy = known.statusCode() == 200 ? json.readTree(known.body()) : json.createObjectNode();
        if (!policy.path("component").path("resource").asText().equals(resource)) {
            call("POST", "/policies", created(Map.of("resource", resource, "action", action, "users", List.of(Map.of("id", user)))));
            return;
        }
        List<Map<String, String>> users = new ArrayList<>(policy.path("component").path("users").valueStream().map(one -> Map.of("id", one.path("id").asText())).toList());
        users.add(Map.of("id", user));
        call("PUT", "/policies/" + policy.path("id").asText(), Map.of("revision", policy.path("revision"),
                "component", Map.of("id", policy.path("id").asText(), "resource", resource, "action", action, "users", users)));
    }

    private JsonNode created(String name) {
        try {
            return call("POST", "/tenants/users", created(Map.of("identity", "CN=" + name)));
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** FlowFiles that wait in the queue. */
    long queued(Through through) throws IOException, InterruptedException {
        return call("GET", "/flow/connections/" + through.connection() + "/status", Map.of()).path("connectionStatus").path("aggregateSnapshot").path("flowFilesQueued").asLong();
    }

    JsonNode call(String method, String path, Object body) throws IOException, InterruptedException {
        var publisher = method.equals("GET") ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body));
        HttpResponse<String> answer = http.send(request(method, path, publisher), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new AssertionError(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
        }
        return json.readTree(answer.body());
    }

    private HttpRequest request(String method, String path, HttpRequest.BodyPublisher body) {
        return HttpRequest.newBuilder(URI.create(address + "/nifi-api" + path)).header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(30)).method(method, body).build();
    }

    @Override
    public void close() {
        http.close();
        process.destroyForcibly();
        process.onExit().join();
    }
}
