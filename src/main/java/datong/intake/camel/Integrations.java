package datong.intake.camel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/**
 * The folder {@code integrations/}: a new or changed file goes live, a broken one is refused with its reason while the last good one
 * runs on, a deleted one stops its routes.
 */
public final class Integrations {
    private static final String ENDING = ".camel.yaml";
    /** A route that could not start, for want of its server, is started again after this. */
    private static final Duration RETRY = Duration.ofSeconds(10);
    private static final Pattern LINE = Pattern.compile("line[: ]+(\\d+)");
    private final Path folder;
    private final CamelContext context;
    private final Supplier<CamelContext> trial;
    private final Map<Path, String> seen = new HashMap<>();
    private final Map<Path, Set<String>> routes = new ConcurrentHashMap<>();
    private final Map<String, String> problems = new ConcurrentSkipListMap<>();
    private final Map<String, List<String>> unconfigured = new ConcurrentSkipListMap<>();
    private final Map<String, String> texts = new ConcurrentSkipListMap<>();
    private final Map<Path, Instant> again = new HashMap<>();
    private final ChannelSettings settings;
    private final Clock clock;

    /**
     * @param settings what integrations need to know of their district
     * @param context where the routes run
     * @param trial makes a context with the same components in which a changed file is tried before it counts
     */
    public Integrations(Path folder, ChannelSettings settings, CamelContext context, Supplier<CamelContext> trial, Clock clock) {
        this.folder = folder;
        this.settings = settings;
        this.clock = clock;
        this.context = context;
        this.trial = trial;
    }

    /** Reads what changed. Never throws for what a steward wrote. */
    public synchronized void refresh() {
        Map<Path, String> found = files();
        for (Path gone : seen.keySet().stream().filter(file -> !found.containsKey(file)).toList()) {
            seen.remove(gone);
            problems.remove(name(gone));
            unconfigured.remove(id(gone));
            texts.remove(id(gone));
            stop(routes.getOrDefault(gone, Set.of()));
            routes.remove(gone);
        }
        found.forEach((file, text) -> {
            String state = text + settings.fingerprint(text);
            boolean due = again.getOrDefault(file, Instant.MAX).isBefore(clock.instant());
            if (!state.equals(seen.put(file, state)) || due) {
                texts.put(id(file), text);
                loadIfConfigured(file, text);
            }
        });
    }

    /** What is wrong with which file: {@code integrations/x.camel.yaml:3: …}; the last good version of it runs on. */
    public List<String> problems() {
        return List.copyOf(problems.values());
    }

    /** Route ids with their state, in order. */
    public Map<String, String> states() {
        Map<String, String> states = new TreeMap<>();
        context.getRoutes().forEach(route -> states.put(route.getRouteId(), context.getRouteController().getRouteStatus(route.getRouteId()).name()));
        return states;
    }

    /** Every integration of the folder, in the order of their ids. */
    public List<Channel> channels() {
        Map<String, String> states = states();
        return texts.entrySet().stream().map(entry -> {
            String id = entry.getKey();
            Optional<String> problem = Optional.ofNullable(problems.get("integrations/" + id + ENDING));
            if (unconfigured.containsKey(id)) {
                return Channel.of(id, entry.getValue(), Channel.State.NOT_CONFIGURED, String.join(", ", unconfigured.get(id)));
            }
            boolean running = routes.getOrDefault(folder.resolve(id + ENDING), Set.of()).stream().anyMatch(route -> "Started".equals(states.get(route)));
            return problem.map(message -> Channel.of(id, entry.getValue(), Channel.State.BROKEN, message)).orElseGet(() -> Channel.of(id, entry.getValue(),
                    running ? Channel.State.RUNNING : Channel.State.STOPPED, ""));
        }).toList();
    }

    /** An integration whose settings are not given waits for them; it is nobody's mistake. */
    private void loadIfConfigured(Path file, String text) {
        again.remove(file);
        List<String> missing = settings.missing(text);
        if (missing.isEmpty()) {
            unconfigured.remove(id(file));
            load(file, text);
            return;
        }
        unconfigured.put(id(file), missing);
        problems.remove(name(file));
        stop(routes.getOrDefault(file, Set.of()));
        routes.remove(file);
    }

    private void load(Path file, String text) {
        try {
            Set<String> ids = tried(file);
            Set<String> before = routes.getOrDefault(file, Set.of());
            stop(before);
            routes.put(file, ids);
            again.put(file, clock.instant().plus(RETRY));
            PluginHelper.getRoutesLoader(context).updateRoutes(List.of(resource(context, file)));
            again.remove(file);
            problems.remove(name(file));
        } catch (Exception | LinkageError broken) {
            problems.put(name(file), settings.withoutSecrets(text, complaint(file, broken)));
        }
    }

    /** Loads and wires the file where it can do no harm; gives its route ids, which must be nobody else's. */
    private Set<String> tried(Path file) throws Exception {
        try (CamelContext scratch = trial.get()) {
            PluginHelper.getRoutesLoader(scratch).loadRoutes(resource(scratch, file));
            scratch.start();
            Set<String> ids = new HashSet<>(scratch.getRoutes().stream().map(Route::getRouteId).toList());
            if (ids.isEmpty()) {
                throw new IllegalArgumentException("the file holds no route; a route is `- route:` with an id, from and steps");
            }
            routes.forEach((other, taken) -> taken.stream().filter(id -> !other.equals(file) && ids.contains(id)).findFirst().ifPresent(id -> {
                throw new IllegalArgumentException("route id '" + id + "' is taken by " + name(other));
            }));
            return ids;
        }
    }

    private void stop(Set<String> ids) {
        for (String id : ids) {
            try {
                context.getRouteController().stopRoute(id);
                context.removeRoute(id);
            } catch (Exception stuck) {
                problems.put(id, "route " + id + " did not stop: " + stuck.getClass().getSimpleName());
            }
        }
    }

    private String complaint(Path file, Throwable broken) {
        Throwable cause = broken;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String message = String.valueOf(cause.getMessage()).lines().findFirst().orElse(cause.getClass().getSimpleName());
        Matcher line = LINE.matcher(String.valueOf(broken) + String.valueOf(cause.getMessage()));
        return name(file) + ":" + (line.find() ? line.group(1) : "1") + ": " + message;
    }

    private Map<Path, String> files() {
        Map<Path, String> found = new TreeMap<>();
        try (Stream<Path> files = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
            for (Path file : files.filter(path -> path.getFileName().toString().endsWith(ENDING)).toList()) {
                found.put(file, Files.readString(file));
            }
        } catch (IOException | java.io.UncheckedIOException unreadable) {
            problems.put(folder.toString(), folder + ": cannot be read: " + unreadable.getClass().getSimpleName());
            return new TreeMap<>(seen);
        }
        return found;
    }

    private static String id(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.length() - ENDING.length());
    }

    private String name(Path file) {
        return "integrations/" + file.getFileName();
    }

    private static Resource resource(CamelContext context, Path file) {
        return ResourceHelper.resolveResource(context, "file:" + file.toAbsolutePath());
    }

    /** A context that never runs a route, for trials. */
    public static DefaultCamelContext trialContext() {
        DefaultCamelContext scratch = new DefaultCamelContext();
        scratch.setAutoStartup(false);
        return scratch;
    }
}
