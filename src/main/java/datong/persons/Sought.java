package datong.persons;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * A name with at least one thing more by which it is known whose name it is. Prints without either.
 *
 * @param phoneEnding last digits of a phone, four at least; @param address part of an address, four characters at least; empty where not said
 */
public record Sought(String name, Optional<LocalDate> born, String phoneEnding, String address) {
    private static final int SHORTEST = 4;

    /** Empty if it is a name alone, or a part is too short or unreadable. */
    public static Optional<Sought> of(String name, String born, String phoneEnding, String address) {
        Optional<LocalDate> day = day(born.strip());
        boolean read = name.strip().length() >= 2 && (born.isBlank() || day.isPresent()) && (phoneEnding.isBlank() || phoneEnding.strip().matches("\\d{" + SHORTEST + ",}"))
                && (address.isBlank() || address.strip().length() >= SHORTEST);
        boolean second = day.isPresent() || !phoneEnding.isBlank() || !address.isBlank();
        return read && second ? Optional.of(new Sought(name.strip(), day, phoneEnding.strip(), address.strip())) : Optional.empty();
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException unreadable) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "name" + (born.isPresent() ? ", born" : "") + (phoneEnding.isEmpty() ? "" : ", phone") + (address.isEmpty() ? "" : ", address");
    }
}
