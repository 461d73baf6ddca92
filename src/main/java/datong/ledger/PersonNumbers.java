package datong.ledger;

import datong.schema.ValueKind;
import datong.schema.check.Checked;
import datong.schema.check.Mobile;
import datong.schema.check.Phone;
import datong.schema.check.Plate;
import datong.schema.check.ResidentId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The numbers that a person's records are found by. Prints without them. */
public record PersonNumbers(List<PersonNumber> numbers) {
    /** Of a person of whom no number is known. */
    public static final PersonNumbers NONE = new PersonNumbers(List.of());
    private static final int MOST = 20;

    /** @param text normalised, as the ledger keeps it */
    public record PersonNumber(ValueKind kind, String text) {
        /** By which the ledger names the subject, see {@link Vault#subject}. */
        public String subjectKind() {
            return kind.name().toLowerCase(Locale.ROOT);
        }

        @Override
        public String toString() {
            return subjectKind();
        }
    }

    /** One a line: resident IDs, phones, number plates. Empty if there is none, one is unreadable, or there are too many. */
    public static Optional<PersonNumbers> parse(String lines) {
        List<PersonNumber> numbers = new ArrayList<>();
        for (String line : lines.lines().map(String::strip).filter(text -> !text.isEmpty()).distinct().toList()) {
            Optional<PersonNumber> number = number(line);
            if (number.isEmpty()) {
                return Optional.empty();
            }
            numbers.add(number.get());
        }
        return numbers.isEmpty() || numbers.size() > MOST ? Optional.empty() : Optional.of(new PersonNumbers(List.copyOf(numbers)));
    }

    private static Optional<PersonNumber> number(String text) {
        if (ResidentId.parse(text) instanceof ResidentId.Valid valid) {
            return Optional.of(new PersonNumber(ValueKind.ID_NUMBER, valid.number()));
        }
        if (Mobile.parse(text) instanceof Checked.Valid(String mobile)) {
            return Optional.of(new PersonNumber(ValueKind.PHONE, mobile));
        }
        if (Phone.parse(text) instanceof Checked.Valid(String phone)) {
            return Optional.of(new PersonNumber(ValueKind.PHONE, phone));
        }
        return Plate.parse(text) instanceof Checked.Valid(String plate) ? Optional.of(new PersonNumber(ValueKind.PLATE, plate)) : Optional.empty();
    }

    /** Whether one of the numbers stands in a text, whatever separates or widens its characters. */
    public boolean namedIn(String text) {
        String plain = plain(text);
        return numbers.stream().anyMatch(number -> plain.contains(plain(number.text())));
    }

    private static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int at = 0; at < text.length(); at++) {
            char letter = datong.schema.check.Characters.halfWidth(text.charAt(at));
            if (letter != '-' && letter != ' ' && letter != '·' && letter != '\u00A0' && letter != '\u3000') {
                plain.append(Character.toUpperCase(letter));
            }
        }
        return plain.toString();
    }

    /** How many of which kind. */
    public String words() {
        return numbers.stream().collect(Collectors.groupingBy(PersonNumber::subjectKind, java.util.TreeMap::new, Collectors.counting())).entrySet().stream()
                .map(one -> one.getKey() + " " + one.getValue()).collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return words();
    }
}
