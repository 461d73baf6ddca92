package datong.bench;

import datong.DatongApplication;
import datong.policy.ranger.PolicyFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** How long after a grant is suspended, by hand in its file or by the hub, each exit still gives something. All of them run when it is. */
final class RevocationBench {
    private static final String DATASET = "/api/v1/datasets/hotline-12345/";
    private static final String GRANT = "policies/grants/market-hotline.grant.yaml";
    private static final Duration BETWEEN = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private final PrintWriter out;
    private final HttpClient http = HttpClient.newHttpClient();
    /** When each exit gave something last, in nanoseconds. */
    private final Map<String, Long> last = new ConcurrentHashMap<>();
    private String hub;
    private String token;

    RevocationBench(PrintWriter out) {
        this.out = out;
    }

    void run(int times) throws Exception {
        Path folder = Files.createTempDirectory("datong-bench");
        Path config = StewardsCopy.of(folder.resolve("config"), text -> text.replaceAll("PerDay: \\d+", "PerDay: 100000000"));
        Files.delete(config.resolve("policies/access/departments.expect.yaml"));
        try (ConfigurableApplicationContext context = SpringApplication.run(DatongApplication.class, "--datong.data=" + folder.resolve("data"), "--datong.config=" + config,
                "--datong.sample.records=20000", "--server.port=0", "--logging.level.root=ERROR")) {
            hub = "http://localhost:" + ((WebServerApplicationContext) context).getWebServer().getPort();
            token = BenchToken.of(hub, folder, "market-system");
            await("records to ask for", () -> ask("records?limit=1&", "application/json").body().contains("\"records\":[{"));
            String granted = Files.readString(config.resolve(GRANT));
            PolicyFolder policies = context.getBean(PolicyFolder.class);
            suspend(config.resolve(GRANT), granted, () -> { });
            for (int time = 1; time <= times; time++) {
                print("suspended in its file", suspend(config.resolve(GRANT), granted, () -> { }));
                print("suspended on the page", suspend(config.resolve(GRANT), granted, policies::refresh));
            }
        } finally {
            IntakeBench.delete(folder);
        }
    }

    /** @param then what follows at once where the hub itself writes the file, as the sharing loop does. @return milliseconds by exit */
    private Map<String, Long> suspend(Path grant, String granted, Runnable then) throws Exception {
        last.clear();
        Map<String, Long> until = new TreeMap<>();
        try (ExecutorService exits = Executors.newVirtualThreadPerTaskExecutor()) {
            Map<String, Future<?>> running = Map.of("query", exits.submit(over("query", "records?limit=100&", "application/json")),
                    "bulk", exits.submit(over("bulk", "bulk?limit=100&", "application/x-ndjson")), "stream", exits.submit(over("stream", "changes?limit=100&since=start&", "text/event-stream")));
            await("every exit to run", () -> last.size() == running.size());
            long suspended = System.nanoTime();
            Files.writeString(grant, granted + "suspended: true\n");
            then.run();
            for (Map.Entry<String, Future<?>> exit : running.entrySet()) {
                exit.getValue().get();
                until.put(exit.getKey(), Math.max(0, (last.get(exit.getKey()) - suspended) / 1_000_000));
            }
        }
        Files.writeString(grant, granted);
        await("the grant to be in force again", () -> ask("records?limit=1&", "application/json").statusCode() == 200);
        return until;
    }

    private void print(String how, Map<String, Long> until) {
        out.printf("revocation   %s: the last of it %s ms after (goal: 2,000)%n", how, until.entrySet().stream().map(exit -> exit.getKey() + " " + exit.getValue()).collect(Collectors.joining(", ")));
        out.flush();
    }

    /** Asks again and again until it is refused, and reads each answer line by line. */
    private Callable<Void> over(String exit, String path, String type) {
        return () -> {
            boolean refused = false;
            while (!refused) {
                HttpResponse<java.io.InputStream> answer = http.send(request(path, type), HttpResponse.BodyHandlers.ofInputStream());
                refused = answer.statusCode() == 403;
                try (BufferedReader lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
                    for (String line = lines.readLine(); line != null && answer.statusCode() == 200; line = lines.readLine()) {
                        refused |= line.contains("\"check\":\"");
                        if (!refused && !line.isEmpty()) {
                            last.put(exit, System.nanoTime());
                        }
                    }
                }
                Thread.sleep(BETWEEN);
            }
            return null;
        };
    }

    private HttpResponse<String> ask(String path, String type) throws IOException, InterruptedException {
        return http.send(request(path, type), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest request(String path, String type) {
        return HttpRequest.newBuilder(URI.create(hub + DATASET + path + "purpose=SERVICE.REQUEST&select=source_no,status")).header("Authorization", "Bearer " + token).header("Accept", type).build();
    }

    private static void await(String what, Callable<Boolean> holds) throws Exception {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!holds.call()) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException("waited in vain for " + what);
            }
            Thread.sleep(100);
        }
    }
}
