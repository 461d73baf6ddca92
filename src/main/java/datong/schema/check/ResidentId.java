package datong.schema.check;

import java.time.LocalDate;
import java.time.YearMonth;

/** Resident identity number: GB 11643-1999, check digit by ISO 7064 MOD 11-2. */
public sealed interface ResidentId {
    /** @param number 18 characters, upper-case, half-width; a number of 15 digits arrives here upgraded */
    record Valid(String number, LocalDate birthDate, Sex sex) implements ResidentId {
        /** The check holds, yet nobody alive was born then. */
        public boolean bornBefore1900() {
            return birthDate.getYear() < 1900;
        }

        /** The check holds, yet it ends as numbers do that a spreadsheet has cut to 15 digits. */
        public boolean precisionDoubtful() {
            return number.endsWith("000");
        }
    }

    /** Part of it was replaced by stars at the source: belongs into {@code id_masked}, never into an ID number. */
    record Masked() implements ResidentId {}

    record Invalid(Fault fault) implements ResidentId {}

    /** Why it is not a resident ID; the name is the rule of the problem. */
    enum Fault {
        ID_LENGTH("a resident ID has 18 characters, an old one 15 digits"),
        ID_CHARACTERS("a resident ID is 17 digits and a digit or X"),
        ID_BIRTH_DATE("digits 7 to 14 of a resident ID are a calendar date"),
        ID_CHECK_DIGIT("the last character is not the check character of GB 11643"),
        ID_PRECISION_LOST("a spreadsheet kept 15 significant digits and the rest is gone; ask the source to export the column as text");

        private final String message;

        Fault(String message) {
            this.message = message;
        }

        public String message() {
            return message;
        }
    }

    /** Accepts blanks, full-width digits, a lower-case x and the old form of 15 digits. */
    static ResidentId parse(String text) {
        if (Characters.masked(text)) {
            return new Masked();
        }
        char[] number = new char[18];
        int length = 0;
        for (int index = 0; index < text.length(); index++) {
            char character = Characters.upper(Characters.halfWidth(text.charAt(index)));
            if (Characters.blank(character)) {
                continue;
            }
            boolean last = length == 17 && character == 'X';
            if (!Characters.digit(character) && !last) {
                return new Invalid(floatingPoint(text) ? Fault.ID_PRECISION_LOST : Fault.ID_CHARACTERS);
            }
            if (length == 18) {
                return new Invalid(Fault.ID_LENGTH);
            }
            number[length++] = character;
        }
        return switch (length) {
            case 15 -> upgraded(number);
            case 18 -> checked(number);
            default -> new Invalid(Fault.ID_LENGTH);
        };
    }

    /** Whether 18 half-width characters carry the right check character and a calendar date; for scanning text. */
    static boolean holds(char[] number) {
        return birthDate(number) != null && number[17] == checkCharacter(number);
    }

    private static ResidentId upgraded(char[] old) {
        char[] number = new char[18];
        System.arraycopy(old, 0, number, 0, 6);
        number[6] = '1';
        number[7] = '9';
        System.arraycopy(old, 6, number, 8, 9);
        number[17] = checkCharacter(number);
        return checked(number);
    }

    private static ResidentId checked(char[] number) {
        LocalDate birthDate = birthDate(number);
        if (birthDate == null) {
            return new Invalid(Fault.ID_BIRTH_DATE);
        }
        if (number[17] != checkCharacter(number)) {
            boolean cut = number[15] == '0' && number[16] == '0' && number[17] == '0';
            return new Invalid(cut ? Fault.ID_PRECISION_LOST : Fault.ID_CHECK_DIGIT);
        }
        return new Valid(new String(number), birthDate, (number[16] - '0') % 2 == 1 ? Sex.MALE : Sex.FEMALE);
    }

    private static char checkCharacter(char[] number) {
        int sum = 0;
        for (int index = 0, weight = 7; index < 17; index++) {
            sum += (number[index] - '0') * weight;
            weight = weight * 6 % 11; // the weights are powers of two mod 11, read from the left: each is the former divided by 2
        }
        return "10X98765432".charAt(sum % 11);
    }

    private static LocalDate birthDate(char[] number) {
        int year = value(number, 6, 10);
        int month = value(number, 10, 12);
        int day = value(number, 12, 14);
        boolean calendar = year >= 1800 && month >= 1 && month <= 12 && day >= 1 && day <= 31
                && (day <= 28 || day <= YearMonth.of(year, month).lengthOfMonth());
        return calendar ? LocalDate.of(year, month, day) : null;
    }

    private static int value(char[] number, int from, int to) {
        int value = 0;
        for (int index = from; index < to; index++) {
            value = value * 10 + number[index] - '0';
        }
        return value;
    }

    /** {@code 1.10199E+17} or {@code 110199195803121000.0}: what is left when a spreadsheet held the number as a number. */
    private static boolean floatingPoint(String text) {
        boolean mark = false;
        for (int index = 0; index < text.length(); index++) {
            char character = Characters.upper(Characters.halfWidth(text.charAt(index)));
            mark |= character == 'E' || character == '.';
            if (!Characters.digit(character) && "E.+ ".indexOf(character) < 0) {
                return false;
            }
        }
        return mark && Characters.digit(Characters.halfWidth(text.strip().charAt(0)));
    }
}
