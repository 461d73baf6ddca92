package datong.bench;

import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingStream;

/** Where the hub's threads are while questions are asked, by sampling their stacks: each sample counts for the innermost room in it. */
final class QueryProfile implements AutoCloseable {
    private static final Map<String, List<String>> ROOMS = rooms();
    private final Map<String, LongAdder> samples = new ConcurrentHashMap<>();
    private final RecordingStream stream = new RecordingStream();

    private QueryProfile() {}

    static QueryProfile start() {
        QueryProfile profile = new QueryProfile();
        profile.stream.enable("jdk.ExecutionSample").withPeriod(Duration.ofMillis(10));
        profile.stream.onEvent("jdk.ExecutionSample", event -> {
            if (event.getStackTrace() != null) {
                profile.samples.computeIfAbsent(room(event.getStackTrace().getFrames()), name -> new LongAdder()).increment();
            }
        });
        profile.stream.startAsync();
        return profile;
    }

    private static Map<String, List<String>> rooms() {
        Map<String, List<String>> rooms = new LinkedHashMap<>();
        rooms.put("client", List.of("datong.bench"));
        rooms.put("policy", List.of("datong.policy", "org.apache.ranger"));
        rooms.put("ledger and JDBC", List.of("datong.ledger", "org.postgresql", "com.zaxxer"));
        rooms.put("protection", List.of("datong.protection", "org.bouncycastle", "datong.classification"));
        rooms.put("audit", List.of("datong.audit"));
        rooms.put("query", List.of("datong.query"));
        rooms.put("API and JSON", List.of("datong.web.api", "tools.jackson"));
        rooms.put("sign-in and security filters", List.of("org.springframework.security", "com.nimbusds", "datong.web.security"));
        rooms.put("metrics", List.of("io.micrometer", "org.springframework.web.filter.ServerHttpObservationFilter"));
        rooms.put("Spring MVC", List.of("org.springframework"));
        rooms.put("Tomcat", List.of("org.apache.catalina", "org.apache.coyote", "org.apache.tomcat"));
        return rooms;
    }

    private static String room(List<RecordedFrame> frames) {
        return frames.stream().map(frame -> frame.getMethod().getType().getName()).flatMap(type -> ROOMS.entrySet().stream()
                .filter(room -> room.getValue().stream().anyMatch(type::startsWith)).map(Map.Entry::getKey)).findFirst().orElse("other");
    }

    /** For example {@code Tomcat 20 %, policy 12 %}, the largest first. */
    String shares() {
        stream.stop();
        long all = samples.values().stream().mapToLong(LongAdder::sum).sum();
        return samples.entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<String, LongAdder> room) -> room.getValue().sum()).reversed())
                .map(room -> "%s %.0f %%".formatted(room.getKey(), 100.0 * room.getValue().sum() / all))
                .collect(Collectors.joining(", "));
    }

    @Override
    public void close() {
        stream.close();
    }
}
