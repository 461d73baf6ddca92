package datong.bench;

import datong.bench.Complaints.Complaint;
import datong.bench.Complaints.Place;
import datong.bench.Complaints.What;
import datong.classification.PersonalDataScanner;
import datong.classification.PersonalDataScanner.Span;
import datong.classification.RuleBasedScanner;
import datong.classification.hanlp.HanlpNames;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How much of what identifies somebody is found in generated complaints, and how much of what is found identifies somebody; by kind. */
final class RedactionBench {
    private static final long SEED = 20261122;
    private static final int COMPLAINTS = 20_000;
    private final PrintWriter out;

    RedactionBench(PrintWriter out) {
        this.out = out;
    }

    /**
     * @param places of this kind, and how many of them are redacted to the last sign
     * @param marks in complaints with this kind, and how many of them lie on what identifies somebody
     * @param writings recall by the way it is written
     */
    record Score(int places, int covered, int marks, int right, Map<String, Double> writings) {
        double recall() {
            return (double) covered / places;
        }

        double precision() {
            return (double) right / marks;
        }
    }

    /** @param falseMarks in complaints that name nobody */
    record Result(Map<What, Score> kinds, int impersonal, int falseMarks, List<String> missed) {}

    void run() throws IOException {
        Result result = measure();
        out.printf("redaction    %-16s %8s %8s %10s  %s%n", "kind", "places", "recall", "precision", "writings below 0.95");
        result.kinds().forEach((what, score) -> {
            List<String> weak = new ArrayList<>();
            score.writings().forEach((writing, recall) -> {
                if (recall < 0.95) {
                    weak.add("%s %.2f".formatted(writing, recall));
                }
            });
            out.printf("redaction    %-16s %,8d %8.4f %10.4f  %s%n", what.name().toLowerCase(java.util.Locale.ROOT), score.places(), score.recall(), score.precision(), String.join(", ", weak));
        });
        out.printf("redaction    complaints that name nobody: %,d, with %,d marks%n", result.impersonal(), result.falseMarks());
        out.flush();
    }

    /** Half of the complaints name nobody. */
    static Result measure() throws IOException {
        PersonalDataScanner scanner = new RuleBasedScanner(new HanlpNames());
        Complaints complaints = new Complaints(SEED);
        List<String> personal = templates("personal");
        List<String> impersonal = templates("impersonal");
        Map<What, Tally> tallies = new EnumMap<>(What.class);
        List<String> missed = new ArrayList<>();
        int falseMarks = 0;
        for (int index = 0; index < COMPLAINTS / 2; index++) {
            Complaint complaint = complaints.of(personal.get(index % personal.size()));
            List<Span> spans = scanner.scan(complaint.text());
            for (Place place : complaint.places()) {
                tallies.computeIfAbsent(place.what(), what -> new Tally()).count(complaint, place, spans, missed);
            }
            String nobody = impersonal.get(index % impersonal.size());
            falseMarks += scanner.scan(nobody).size();
        }
        Map<What, Score> scores = new EnumMap<>(What.class);
        tallies.forEach((what, tally) -> scores.put(what, tally.score()));
        return new Result(scores, COMPLAINTS / 2, falseMarks, missed);
    }

    private static final class Tally {
        private int places;
        private int covered;
        private int marks;
        private int right;
        private final Map<String, int[]> writings = new TreeMap<>();

        void count(Complaint complaint, Place place, List<Span> spans, List<String> missed) {
            places++;
            boolean hit = covered(complaint.text(), place, spans);
            int[] writing = writings.computeIfAbsent(place.writing(), name -> new int[2]);
            writing[0]++;
            writing[1] += hit ? 1 : 0;
            covered += hit ? 1 : 0;
            if (!hit) {
                missed.add(place.what() + " (" + place.writing() + "): " + complaint.text());
            }
            for (Span span : spans) {
                boolean good = complaint.places().stream().anyMatch(each -> span.start() < each.end() && each.start() < span.end());
                marks++;
                right += good ? 1 : 0;
            }
        }

        private static boolean covered(String text, Place place, List<Span> spans) {
            for (int index = place.start(); index < place.end(); index++) {
                int sign = index;
                boolean identifies = Character.isLetterOrDigit(text.charAt(sign)) && (place.what() != What.ACCOUNT && place.what() != What.BIRTH_DATE || Character.isDigit(text.charAt(sign)));
                if (identifies && spans.stream().noneMatch(span -> span.start() <= sign && sign < span.end())) {
                    return false;
                }
            }
            return true;
        }

        Score score() {
            Map<String, Double> recalls = new TreeMap<>();
            writings.forEach((writing, counts) -> recalls.put(writing, (double) counts[1] / counts[0]));
            return new Score(places, covered, marks, right, recalls);
        }
    }

    private static List<String> templates(String name) throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(RedactionBench.class.getResourceAsStream("complaints-" + name + ".txt"), StandardCharsets.UTF_8))) {
            return lines.lines().filter(line -> !line.isBlank()).toList();
        }
    }
}
