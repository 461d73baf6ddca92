package datong.ledger;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The person concerned, as the ledger knows them. Prints without numbers.
 *
 * @param chosen subjects of records that a human has said are this person's, beside those that the numbers stand for
 */
public record Concerned(PersonNumbers numbers, Set<SubjectId> chosen) {
    private static final int MOST_CHOSEN = 1_000;

    /** @param lines numbers, one a line, or nothing; @param subjects as {@link #keys} gave them, or nothing; empty if neither says whom, or one is unreadable */
    public static Optional<Concerned> parse(String lines, String subjects) {
        Optional<PersonNumbers> numbers = lines.isBlank() ? Optional.of(PersonNumbers.NONE) : PersonNumbers.parse(lines);
        Optional<Set<SubjectId>> chosen = chosen(subjects);
        return numbers.isEmpty() || chosen.isEmpty() || numbers.get().numbers().isEmpty() && chosen.get().isEmpty() ? Optional.empty()
                : Optional.of(new Concerned(numbers.get(), chosen.get()));
    }

    private static Optional<Set<SubjectId>> chosen(String subjects) {
        try {
            Set<SubjectId> chosen = Arrays.stream(subjects.split(" ")).filter(part -> !part.isEmpty()).map(SubjectId::parse).collect(Collectors.toUnmodifiableSet());
            return chosen.size() > MOST_CHOSEN ? Optional.empty() : Optional.of(chosen);
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    public String keys() {
        return keys(chosen);
    }

    /** Keyed digests, separated by blanks. */
    public static String keys(Set<SubjectId> subjects) {
        return String.join(" ", new TreeSet<>(subjects.stream().map(SubjectId::toString).toList()));
    }

    @Override
    public String toString() {
        return numbers + (chosen.isEmpty() ? "" : (numbers.numbers().isEmpty() ? "" : ", ") + "chosen " + chosen.size());
    }
}
