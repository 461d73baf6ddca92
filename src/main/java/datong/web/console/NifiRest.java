package datong.web.console;

import datong.intake.camel.nifi.NifiServer;
import datong.web.console.NifiView.Bulletin;
import datong.web.console.NifiView.ProcessGroup;
import datong.web.console.NifiView.Queue;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/** A NiFi's REST API, as far as the console needs it. What it answers is read leniently: versions differ in what they add. */
final class NifiRest {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int QUEUES = 50;
    private static final int BULLETINS = 20;
    private static final int LONGEST = 300;
    /** NiFi repeats what it handles; a number that may be a person's does not stand on a page. */
    private static final Pattern LONG_NUMBER = Pattern.compile("\\d{7,}[\\dXx]?");
    private final NifiServer server;
    private final RestClient rest;

    NifiRest(NifiServer server) {
        this.server = server;
        HttpClient.Builder http = HttpClient.newBuilder().connectTimeout(PATIENCE);
        server.tls().ifPresent(tls -> http.sslContext(tls.context()));
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(http.build());
        requests.setReadTimeout(PATIENCE);
        this.rest = RestClient.builder().requestFactory(requests).baseUrl(server.api()).build();
    }

    String version() {
        return get("/flow/about").path("about").path("version").asString("");
    }

    /** The root and the groups right in it. */
    List<ProcessGroup> groups() {
        JsonNode root = get("/process-groups/root");
        List<ProcessGroup> groups = new ArrayList<>(List.of(group(root, root.path("component").path("name").asString(""))));
        get("/flow/process-groups/root").path("processGroupFlow").path("flow").path("processGroups")
                .forEach(child -> groups.add(group(child, groups.getFirst().path() + " / " + child.path("component").path("name").asString(child.path("id").asString("")))));
        return groups;
    }

    ProcessGroup group(String id) {
        JsonNode found = get("/process-groups/" + id);
        return group(found, found.path("component").path("name").asString(id));
    }

    private ProcessGroup group(JsonNode entity, String path) {
        return new ProcessGroup(server.name(), entity.path("id").asString(""), path, entity.path("runningCount").asInt(0), entity.path("stoppedCount").asInt(0),
                entity.path("invalidCount").asInt(0), entity.path("status").path("aggregateSnapshot").path("flowFilesQueued").asLong(0));
    }

    /** The fullest first. */
    List<Queue> queues() {
        List<Queue> queues = new ArrayList<>();
        collect(get("/flow/process-groups/root/status?recursive=true").path("processGroupStatus").path("aggregateSnapshot"), queues);
        return queues.stream().sorted(Comparator.comparingInt(Queue::percent).thenComparingLong(Queue::flowFiles).reversed()).limit(QUEUES).toList();
    }

    private static void collect(JsonNode group, List<Queue> queues) {
        group.path("connectionStatusSnapshots").forEach(entity -> {
            JsonNode queue = entity.path("connectionStatusSnapshot");
            queues.add(new Queue(queue.path("sourceName").asString(""), queue.path("destinationName").asString(""), queue.path("flowFilesQueued").asLong(0),
                    queue.path("bytesQueued").asLong(0), Math.max(queue.path("percentUseCount").asInt(0), queue.path("percentUseBytes").asInt(0))));
        });
        group.path("processGroupStatusSnapshots").forEach(child -> collect(child.path("processGroupStatusSnapshot"), queues));
    }

    /** The newest first. */
    List<Bulletin> bulletins() {
        List<Bulletin> bulletins = new ArrayList<>();
        get("/flow/bulletin-board?limit=" + BULLETINS).path("bulletinBoard").path("bulletins").forEach(entity -> {
            JsonNode bulletin = entity.path("bulletin");
            bulletins.addFirst(new Bulletin(bulletin.path("timestamp").asString(""), bulletin.path("level").asString(""), bulletin.path("sourceName").asString(""),
                    quiet(bulletin.path("message").asString(""))));
        });
        return bulletins;
    }

    static String quiet(String message) {
        String plain = LONG_NUMBER.matcher(message).replaceAll("…");
        return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST) + " …";
    }

    void run(String id, boolean start) {
        rest.put().uri("/flow/process-groups/{id}", id).contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("id", id, "state", start ? "RUNNING" : "STOPPED")).retrieve().toBodilessEntity();
    }

    private JsonNode get(String path) {
        return rest.get().uri(path).retrieve().requiredBody(JsonNode.class);
    }
}
