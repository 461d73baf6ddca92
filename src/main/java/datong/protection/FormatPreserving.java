package datong.protection;

import datong.schema.ItemDefinition;
import datong.schema.check.BankCard;
import datong.schema.check.Checked;
import datong.schema.check.Mobile;
import datong.schema.check.ResidentId;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;

/**
 * FF1 that keeps a value's form, different for each recipient and item: a resident ID stays valid in form, but of a province that does not
 * exist ({@link UnrealProvinces}); a mobile number stays one; a bank card keeps its issuer and its check digit. Kinds whose domain can be
 * counted out are refused when planned; a value of another form is absent.
 *
 * <p>Warning: whoever may ask the hub for any value's image learns nothing of others, but equal values have equal images.
 */
final class FormatPreserving implements ValueTreatment {
    private static final String DIGITS = "0123456789";
    private static final String CAPITALS = DIGITS + "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String LETTERS = CAPITALS + "abcdefghijklmnopqrstuvwxyz";
    private static final List<String> ALPHABETS = List.of(DIGITS, CAPITALS, LETTERS);
    private static final LocalDate FIRST_BIRTH = LocalDate.of(1900, 1, 1);
    private static final long BIRTH_DAYS = ChronoUnit.DAYS.between(FIRST_BIRTH, LocalDate.of(2050, 1, 1));
    private static final String ID_CHECKS = "10X98765432";
    private static final int ISSUER = 6;

    private final ValueTreatment byForm;

    private FormatPreserving(ValueTreatment byForm) {
        this.byForm = byForm;
    }

    static FormatPreserving of(KeyRing ring, CryptoSuites suites, ItemDefinition item, Recipient recipient) {
        Walks walks = new Walks(ring.current(KeyPurpose.FORMAT_PRESERVING), suites,
                (recipient.organisation() + '\0' + item.name()).getBytes(StandardCharsets.UTF_8));
        return new FormatPreserving(switch (item.kind()) {
            case ID_NUMBER -> value -> idNumber(walks, value);
            case PHONE -> value -> phone(walks, value);
            case PLATE -> value -> plate(walks, value);
            case REFERENCE -> value -> reference(walks, value.toString());
            case PLAIN, CODE, NAME, ADDRESS, CREDIT_CODE, DIVISION, GRID, FREE_TEXT, URL, COORDINATE, AMOUNT, DATE, TIME ->
                    throw new Protector.ProtectionRefused(item.name() + " of kind " + item.kind()
                            + " has no form that can be preserved safely (fewer than 1,000,000 values, or no fixed form); pseudonymise or generalise it");
        });
    }

    @Override
    public Object treat(Object value) {
        return value instanceof String ? byForm.treat(value) : null;
    }

    private static Object idNumber(Walks walks, Object value) {
        if (!(ResidentId.parse(value.toString()) instanceof ResidentId.Valid valid)) {
            return text(walks, value.toString());
        }
        long day = ChronoUnit.DAYS.between(FIRST_BIRTH, valid.birthDate());
        if (day < 0 || day >= BIRTH_DAYS) {
            return null;
        }
        long rank = day * 1000 + Long.parseLong(valid.number().substring(14, 17));
        long image = walks.digits(rank, 8, walked -> walked < BIRTH_DAYS * 1000);
        String birth = FIRST_BIRTH.plusDays(image / 1000).toString().replace("-", "");
        String born = valid.number().substring(2, 6) + birth + "%03d".formatted(image % 1000);
        return UnrealProvinces.instead(valid.number().substring(0, 2)).map(province -> province + born + idCheck(province + born)).orElse(null);
    }

    /** ISO 7064 MOD 11-2 over the first 17 digits. */
    private static char idCheck(String body) {
        int remainder = 0;
        for (char digit : body.toCharArray()) {
            remainder = (remainder + digit - '0') * 2 % 11;
        }
        return ID_CHECKS.charAt(remainder);
    }

    private static Object phone(Walks walks, Object value) {
        if (!(Mobile.parse(value.toString()) instanceof Checked.Valid(String mobile))) {
            return null;
        }
        long image = walks.digits(Long.parseLong(mobile.substring(1)), 10, walked -> walked >= 3_000_000_000L);
        return "1" + image;
    }

    /** A card stays one of its issuer; what is none never becomes one, so that no two values have the same image. */
    private static Object reference(Walks walks, String text) {
        if (BankCard.holds(text, 0, text.length()) && digits(text)) {
            String body = text.substring(0, ISSUER) + walks.letters(text.substring(ISSUER, text.length() - 1), DIGITS).orElseThrow();
            return body + cardCheck(body);
        }
        Object image = text(walks, text);
        while (image instanceof String reference && digits(reference) && BankCard.holds(reference, 0, reference.length())) {
            image = text(walks, reference);
        }
        return image;
    }

    private static boolean digits(String text) {
        return text.chars().allMatch(letter -> letter >= '0' && letter <= '9');
    }

    /** The one digit with which Luhn's sum is whole. */
    private static int cardCheck(String body) {
        return IntStream.range(0, 10).filter(check -> BankCard.holds(body + check, 0, body.length() + 1)).findFirst().orElseThrow();
    }

    /** Province and letter stay. */
    private static Object plate(Walks walks, Object value) {
        String plate = value.toString();
        if (plate.length() < 7) {
            return null;
        }
        Object rest = walks.letters(plate.substring(2), CAPITALS).orElse(null);
        return rest == null ? null : plate.substring(0, 2) + rest;
    }

    /** Within the smallest alphabet that covers it, so that digits stay digits. */
    private static Object text(Walks walks, String text) {
        return ALPHABETS.stream()
                .filter(alphabet -> text.chars().allMatch(letter -> alphabet.indexOf(letter) >= 0))
                .findFirst()
                .flatMap(alphabet -> walks.letters(text, alphabet))
                .orElse(null);
    }

    /** FF1 under one key and tweak, in the radices asked for. */
    private static final class Walks {
        private final RingKey key;
        private final CryptoSuites suites;
        private final byte[] tweak;
        private final CryptoSuite.FormatPreserving[] ciphers = new CryptoSuite.FormatPreserving[LETTERS.length() + 1];

        Walks(RingKey key, CryptoSuites suites, byte[] tweak) {
            this.key = key;
            this.suites = suites;
            this.tweak = tweak;
        }

        /** Walks the cycle until the number is allowed; starts at an allowed one, hence ends, and stays one to one. */
        long digits(long number, int length, LongPredicate allowed) {
            long image = number;
            do {
                image = Long.parseLong(letters(("%0" + length + "d").formatted(image), DIGITS).orElseThrow());
            } while (!allowed.test(image));
            return image;
        }

        /** Empty if a character is not of the alphabet or the domain is too small. */
        Optional<String> letters(String text, String alphabet) {
            byte[] numerals = new byte[text.length()];
            for (int i = 0; i < numerals.length; i++) {
                numerals[i] = (byte) alphabet.indexOf(text.charAt(i));
                if (numerals[i] < 0) {
                    return Optional.empty();
                }
            }
            if (Math.pow(alphabet.length(), numerals.length) < CryptoSuite.SMALLEST_DOMAIN) {
                return Optional.empty();
            }
            StringBuilder image = new StringBuilder(numerals.length);
            for (byte numeral : cipher(alphabet.length()).encrypt(numerals)) {
                image.append(alphabet.charAt(numeral));
            }
            return Optional.of(image.toString());
        }

        private CryptoSuite.FormatPreserving cipher(int radix) {
            if (ciphers[radix] == null) {
                ciphers[radix] = suites.of(key.suite()).formatPreserving(key.bytes(), radix, tweak);
            }
            return ciphers[radix];
        }
    }
}
