package datong.policy;

/** How an item leaves the hub. Masked and pseudonymised values are de-identified, never anonymous. */
public sealed interface Treatment {
    /** As stored. */
    record Reveal() implements Treatment {}

    /** By the item's kind: {@code 赵**}, {@code 154****1001}, {@code 110199************}, address to community. */
    record Mask() implements Treatment {}

    /** The first {@code keep} characters. */
    record Truncate(int keep) implements Treatment {}

    /** By the item's kind: date to 5-year band, time to day, division to {@code keep} digits, coordinate to 200 m, number to a band. */
    record Generalise(int keep) implements Treatment {}

    /** Keyed, deterministic, different for each recipient and item. */
    record Pseudonymise() implements Treatment {}

    /** Encrypted for the recipient's registered public key. */
    record EncryptForRecipient() implements Treatment {}

    /** FF1: keeps form, deterministic, different for each recipient. */
    record PreserveFormat() implements Treatment {}

    /** Personal data inside free text is replaced by marks. */
    record RedactText() implements Treatment {}

    /** The item is not there at all. */
    record Drop() implements Treatment {}

    /** The word for it in policies, answers and the audit log. */
    default String word() {
        return switch (this) {
            case Reveal reveal -> "reveal";
            case Mask mask -> "mask";
            case Truncate truncate -> "truncate";
            case Generalise generalise -> "generalise";
            case Pseudonymise pseudonymise -> "pseudonymise";
            case EncryptForRecipient encrypt -> "encrypt";
            case PreserveFormat preserve -> "preserve-format";
            case RedactText redact -> "redact";
            case Drop drop -> "drop";
        };
    }
}
