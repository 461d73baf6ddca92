package datong;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A real Apache NiFi from {@code target/nifi/lib}, in a folder and on ports of its own. Without processors: its flows are ports and queues. */
final class NifiHome implements AutoCloseable {
    private static final Path LIB = Path.of("target/nifi/lib").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private final ObjectMapper json = new ObjectMapper();
    private final Path folder;
    private final Process process;
    private final int port;
    private final HttpClient http = HttpClient.newHttpClient();

    private NifiHome(Path folder, Process process, int port) {
        this.folder = folder;
        this.process = process;
        this.port = port;
    }

    static NifiHome start(Path folder) throws IOException {
        if (!Files.isDirectory(LIB)) {
            throw new AssertionError(LIB + " is missing; `mvn verify` fetches NiFi into it in its phase pre-integration-test");
        }
        int port = freePort();
        Path conf = Files.createDirectories(folder.resolve("conf"));
        for (String name : List.of("nifi.properties", "state-management.xml", "logback.xml")) {
            String text = Files.readString(Path.of("src/test/resources/nifi").resolve(name));
            Files.writeString(conf.resolve(name), text.replace("@HTTP_PORT@", "" + port).replace("@RAW_PORT@", "" + freePort()).replace("@LIB@", LIB.toString()));
        }
        Files.createDirectories(folder.resolve("extensions"));
        NifiHome home = new NifiHome(folder, launch(folder), port);
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
                    "-Dorg.apache.nifi.management.server.address=127.0.0.1:" + freePort(), "-Dorg.apache.nifi.bootstrap.config.log.dir=" + folder.resolve("logs"),
                    "-cp", "conf:" + path, "org.apache.nifi.NiFi").directory(folder.toFile()).redirectErrorStream(true)
                    .redirectOutput(folder.resolve("nifi.out").toFile()).start();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private boolean answers() throws IOException {
        if (!process.isAlive()) {
            throw new AssertionError("NiFi ended: " + Files.readString(folder.resolve("nifi.out")));
        }
        try {
            return http.send(request("GET", "/flow/about", HttpRequest.BodyPublishers.noBody()), HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException | InterruptedException notYet) {
            return false;
        }
    }

    String url() {
        return "http://127.0.0.1:" + port + "/nifi";
    }

    /** An input port, a queue of at most so many FlowFiles, and an output port that runs: what is sent in waits to be pulled. */
    record Through(String in, String out, String connection) {}

    Through through(String in, String out, int most) throws IOException, InterruptedException {
        String input = port("input", in);
        String output = port("output", out);
        JsonNode connection = call("POST", "/process-groups/root/connections", created(Map.of(
                "source", Map.of("id", input, "groupId", root(), "type", "INPUT_PORT"), "destination", Map.of("id", output, "groupId", root(), "type", "OUTPUT_PORT"),
                "backPressureObjectThreshold", most, "backPressureDataSizeThreshold", "1 GB", "flowFileExpiration", "0 sec")));
        run("input", input, "RUNNING");
        run("output", output, "RUNNING");
        Awaitility.await("the ports' showing").atMost(PATIENCE).until(() -> shown("inputPorts", in) && shown("outputPorts", out));
        return new Through(input, output, connection.path("id").asText());
    }

    /** A client that looks too early keeps for half a minute what it did not see. */
    private boolean shown(String kind, String name) throws IOException, InterruptedException {
        return call("GET", "/site-to-site", Map.of()).path("controller").path(kind).valueStream()
                .anyMatch(port -> port.path("name").asText().equals(name) && port.path("state").asText().equals("RUNNING"));
    }

    private String port(String kind, String name) throws IOException, InterruptedException {
        return call("POST", "/process-groups/root/" + kind + "-ports",
                created(Map.of("name", name, "position", Map.of("x", 0, "y", 0), "allowRemoteAccess", true))).path("id").asText();
    }

    private static Map<String, Object> created(Map<String, Object> component) {
        return Map.of("revision", Map.of("version", 0), "component", component);
    }

    private String root() throws IOException, InterruptedException {
        return call("GET", "/flow/process-groups/root", Map.of()).path("processGroupFlow").path("id").asText();
    }

    /** @param kind {@code input} or {@code output}; @param state {@code RUNNING} or {@code STOPPED} */
    void run(String kind, String id, String state) throws IOException, InterruptedException {
        JsonNode now = call("GET", "/" + kind + "-ports/" + id, Map.of());
        call("PUT", "/" + kind + "-ports/" + id + "/run-status", Map.of("revision", now.path("revision"), "state", state));
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
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/nifi-api" + path)).header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(30)).method(method, body).build();
    }

    @Override
    public void close() {
        http.close();
        process.destroyForcibly();
        process.onExit().join();
    }
}
