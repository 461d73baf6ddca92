package datong.publication;

import java.util.Optional;

/**
 * How far a release still tells of persons.
 *
 * @param identifiability code table {@code identifiability}
 * @param grade {@code deid_grade} of GB/T 42460: 1 identifies directly, 2 direct identifiers removed, 3 risk of finding a person again acceptable
 * @param anonymity how that was shown; there is none without it that is called anonymous
 */
public record Standing(String identifiability, int grade, Optional<AnonymityReport> anonymity) {
    public static final String ANONYMISED = "ANONYMISED";
    public static final Standing IDENTIFIED = new Standing("IDENTIFIED", 1, Optional.empty());
    public static final Standing DEIDENTIFIED = new Standing("DEIDENTIFIED", 2, Optional.empty());

    public Standing {
        if (identifiability.equals(ANONYMISED) != anonymity.isPresent()) {
            throw new IllegalArgumentException("a release is called anonymised exactly if it was measured to be");
        }
    }

    static Standing anonymised(AnonymityReport shown) {
        return new Standing(ANONYMISED, 3, Optional.of(shown));
    }
}
