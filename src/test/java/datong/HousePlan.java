package datong;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The two tables of docs/ARCHITECTURE.md, as rules. */
record HousePlan(Map<String, Row> rooms, Map<String, List<String>> technologies) {
    static final Path PAGE = Path.of("docs/ARCHITECTURE.md");
    private static final String ROOT = "datong";

    /** A room's line of the table: what it may import, in the words of the page. */
    record Row(String imports) {
        boolean allows(String room) {
            if (imports.startsWith("everything")) {
                return !Arrays.asList(imports.replaceFirst("everything( but )?", "").split(" and ")).contains(room);
            }
            return named().contains(room);
        }

        boolean everything() {
            return imports.equals("everything");
        }

        /** The rooms that are listed one by one. */
        Set<String> named() {
            return imports.isBlank() || imports.startsWith("everything") ? Set.of() : Set.of(imports.split(", "));
        }
    }

    static HousePlan read() throws IOException {
        List<String> page = Files.readAllLines(PAGE);
        Map<String, Row> rooms = new LinkedHashMap<>();
        table(page, "| room |").forEach(cells -> rooms.put(cells.get(0), new Row(cells.get(2))));
        Map<String, List<String>> technologies = new LinkedHashMap<>();
        for (List<String> cells : table(page, "| technology |")) {
            for (String technology : cells.get(0).split(", ")) {
                technologies.put(technology, List.of(cells.get(1).split(", ")));
            }
        }
        return new HousePlan(rooms, technologies);
    }

    private static List<List<String>> table(List<String> page, String head) {
        List<List<String>> rows = new ArrayList<>();
        page.stream().dropWhile(line -> !line.startsWith(head)).skip(2).takeWhile(line -> line.startsWith("|"))
                .forEach(line -> rows.add(Arrays.stream(line.substring(1, line.lastIndexOf('|')).split("\\|", -1)).map(String::strip).toList()));
        return rows;
    }

    /** Every broken rule, as a sentence that says which class breaks it and where the rule stands. */
    List<String> broken(Iterable<JavaClass> classes) {
        List<String> broken = new ArrayList<>();
        classes.forEach(javaClass -> check(javaClass, broken));
        return broken.stream().distinct().sorted().toList();
    }

    private void check(JavaClass javaClass, List<String> broken) {
        String room = room(javaClass.getPackageName());
        if (!room.equals(ROOT) && !rooms.containsKey(room)) {
            broken.add(javaClass.getName() + ": the room '" + room + "' is missing in " + PAGE);
            return;
        }
        for (Dependency dependency : javaClass.getDirectDependenciesFromSelf()) {
            JavaClass target = dependency.getTargetClass().getBaseComponentType();
            checkRoom(javaClass, room, target, broken);
            checkTechnologies(javaClass, target, broken);
        }
    }

    private void checkRoom(JavaClass from, String room, JavaClass to, List<String> broken) {
        if (room.equals(ROOT) || !within(ROOT, to.getPackageName())) {
            return;
        }
        String other = room(to.getPackageName());
        if (!other.equals(room) && (other.equals(ROOT) ? !rooms.get(room).everything() : !rooms.get(room).allows(other))) {
            broken.add(from.getName() + " uses " + to.getName() + ": the room '" + room + "' may not import '" + other + "' (" + PAGE + ")");
        }
    }

    private void checkTechnologies(JavaClass from, JavaClass to, List<String> broken) {
        technologies.forEach((technology, places) -> {
            if (within(technology, to.getPackageName()) && places.stream().noneMatch(place -> place.equals(ROOT)
                    ? from.getPackageName().equals(ROOT) : within(place, from.getPackageName()))) {
                broken.add(from.getName() + " uses " + to.getName() + ": " + technology + " belongs only in " + String.join(", ", places) + " (" + PAGE + ")");
            }
        });
    }

    private static boolean within(String place, String packageName) {
        return packageName.equals(place) || packageName.startsWith(place + ".");
    }

    private static String room(String packageName) {
        return packageName.equals(ROOT) ? ROOT : packageName.split("\\.")[1];
    }

    /** Rooms whose row names a room that stands below it. */
    List<String> pointingDown() {
        List<String> order = List.copyOf(rooms.keySet());
        Predicate<String> below = room -> rooms.get(room).named().stream().anyMatch(named -> order.indexOf(named) < 0 || order.indexOf(named) > order.indexOf(room));
        return order.stream().filter(below).toList();
    }

    static List<Path> packagesWithoutPackageInfo() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java")).map(Path::getParent).collect(Collectors.toSet()).stream()
                    .filter(folder -> !Files.exists(folder.resolve("package-info.java"))).sorted().toList();
        }
    }
}
