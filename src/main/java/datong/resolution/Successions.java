package datong.resolution;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Division codes that were retired and what they became. A code that became several is asked, never guessed; none is called invalid. */
public final class Successions {
    private static final int LONGEST_CHAIN = 20;

    /** @param to successors; several if the division was parted, and then a person says which */
    public record Succession(String from, List<String> to, LocalDate on, String note) {}

    public sealed interface Answer {
        /** As far as is known the code stands. */
        record Stands(String code) implements Answer {}

        /** Retired, with one successor at the end. @param steps the successions gone through */
        record Succeeded(String code, List<Succession> steps) implements Answer {}

        /** Retired, with several. */
        record Asked(String code, List<String> candidates) implements Answer {}
    }

    private final Map<String, Succession> successions;
    private final Map<String, String> answers;

    /** @param answers what persons have said of codes with several successors */
    public Successions(List<Succession> successions, Map<String, String> answers) {
        this.successions = successions.stream().collect(Collectors.toUnmodifiableMap(Succession::from, succession -> succession));
        this.answers = Map.copyOf(answers);
    }

    public Successions answered(Map<String, String> more) {
        return new Successions(List.copyOf(successions.values()), more);
    }

    public Answer resolve(String code) {
        List<Succession> steps = new ArrayList<>();
        Set<String> seen = new LinkedHashSet<>();
        String now = code;
        for (Optional<Succession> next = next(now); next.isPresent(); next = next(now)) {
            if (!seen.add(now) || steps.size() >= LONGEST_CHAIN) {
                return new Answer.Asked(code, List.copyOf(seen));
            }
            List<String> ends = ends(next.get());
            if (ends.size() > 1 && !answers.containsKey(now)) {
                return new Answer.Asked(code, ends);
            }
            steps.add(next.get());
            now = answers.getOrDefault(now, ends.getFirst());
        }
        return steps.isEmpty() ? new Answer.Stands(code) : new Answer.Succeeded(now, List.copyOf(steps));
    }

    /** The current code where one is certain, the code itself where it is not. */
    public String current(String code) {
        return switch (resolve(code)) {
            case Answer.Stands stands -> stands.code();
            case Answer.Succeeded succeeded -> succeeded.code();
            case Answer.Asked asked -> asked.code();
        };
    }

    private static List<String> ends(Succession succession) {
        return succession.to().stream().distinct().toList();
    }

    /** A succession of the code itself, or of the division above it: the rest of the code then stays. */
    private Optional<Succession> next(String code) {
        return Optional.ofNullable(successions.get(code)).or(() -> above(code, 9)).or(() -> above(code, 6));
    }

    private Optional<Succession> above(String code, int length) {
        if (code.length() != 12 || code.substring(length).chars().allMatch(digit -> digit == '0')) {
            return Optional.empty();
        }
        String rest = code.substring(length);
        return Optional.ofNullable(successions.get(code.substring(0, length) + "0".repeat(12 - length)))
                .map(found -> new Succession(code, found.to().stream().map(to -> to.substring(0, length) + rest).toList(), found.on(), found.note()));
    }
}
