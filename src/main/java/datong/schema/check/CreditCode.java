package datong.schema.check;

/** Unified social credit code: GB 32100-2015, with the organisation code of GB 11714 inside it. */
public sealed interface CreditCode {
    /**
     * @param code 18 characters, upper-case, half-width
     * @param innerCheck whether the organisation code inside keeps its own check; codes in use that do not are known, so it only warns
     */
    record Valid(String code, boolean innerCheck) implements CreditCode {}

    record Invalid(Fault fault) implements CreditCode {}

    /** Why it is not a credit code; the name is the rule of the problem. */
    enum Fault {
        USCC_LENGTH("a unified social credit code has 18 characters"),
        USCC_CHARACTERS("a unified social credit code is digits and capital letters without I, O, S, V and Z"),
        USCC_CHECK("the last character is not the check character of GB 32100");

        private final String message;

        Fault(String message) {
            this.message = message;
        }

        public String message() {
            return message;
        }
    }

    /** The rule of the warning when {@link Valid#innerCheck} is false. */
    String INNER_CHECK = "USCC_INNER_CHECK";

    /** Accepts blanks, hyphens, lower-case and full-width characters. */
    static CreditCode parse(String text) {
        String code = Characters.compact(text, true);
        if (code.length() != 18) {
            return new Invalid(Fault.USCC_LENGTH);
        }
        int sum = 0;
        for (int index = 0, weight = 1; index < 18; index++) {
            int value = "0123456789ABCDEFGHJKLMNPQRTUWXY".indexOf(code.charAt(index));
            if (value < 0) {
                return new Invalid(Fault.USCC_CHARACTERS);
            }
            sum += value * (index < 17 ? weight : 1);
            weight = weight * 3 % 31;
        }
        return sum % 31 == 0 ? new Valid(code, innerCheck(code)) : new Invalid(Fault.USCC_CHECK);
    }

    private static boolean innerCheck(String code) {
        int sum = 0;
        for (int index = 0; index < 8; index++) {
            char character = code.charAt(index + 8);
            int value = Characters.digit(character) ? character - '0' : character - 'A' + 10;
            sum += value * ("379:5842".charAt(index) - '0'); // weights 3 7 9 10 5 8 4 2; ':' is the character ten after '0'
        }
        int check = 11 - sum % 11;
        return code.charAt(16) == (check == 10 ? 'X' : check == 11 ? '0' : (char) ('0' + check));
    }
}
