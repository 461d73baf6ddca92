package datong.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * CPU seconds that the threads of this process have used so far, by name; those whose names differ in digits count together (Linux;
 * elsewhere none are known). The system cuts names to 15 characters.
 */
record ThreadClock(Map<String, Double> seconds) {
    private static final double TICKS = 100;

    static ThreadClock now() {
        Map<String, Double> seconds = new TreeMap<>();
        try (Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
            threads.forEach(thread -> count(thread, seconds));
        } catch (IOException elsewhere) {
            seconds.clear();
        }
        return new ThreadClock(seconds);
    }

    /** The name stands in parentheses; of what follows, fields 12 and 13 are user and system time. */
    private static void count(Path thread, Map<String, Double> seconds) {
        try {
            String stat = Files.readString(thread.resolve("stat"));
            String name = stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')')).replaceAll("[-#]?\\d+", "");
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            seconds.merge(name, (Double.parseDouble(fields[11]) + Double.parseDouble(fields[12])) / TICKS, Double::sum);
        } catch (IOException ended) {
            // what it used is in no sum any more
        }
    }

    ThreadClock minus(ThreadClock before) {
        Map<String, Double> used = new TreeMap<>(seconds);
        used.replaceAll((name, each) -> Math.max(0, each - before.seconds().getOrDefault(name, 0.0)));
        return new ThreadClock(used);
    }

    /** Of all threads whose names begin with one of these. */
    double of(List<String> beginnings) {
        return seconds.entrySet().stream().filter(thread -> beginnings.stream().anyMatch(thread.getKey()::startsWith)).mapToDouble(Map.Entry::getValue).sum();
    }

    /** For example {@code http-nio-exec 310, audit-log 60}: microseconds a call, the largest first, none under one. */
    String each(long calls) {
        return seconds.entrySet().stream().filter(thread -> thread.getValue() / calls >= 1e-6)
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .map(thread -> "%s %.0f".formatted(thread.getKey(), thread.getValue() / calls * 1e6)).collect(Collectors.joining(", "));
    }
}
