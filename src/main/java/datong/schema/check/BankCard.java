package datong.schema.check;

/** Bank cards: 16 to 19 digits with a Luhn check (ISO/IEC 7812). */
public final class BankCard {
    private BankCard() {}

    /** Whether the digits {@code from} to {@code to} (half-width) could be a card in use here: a known first digit, the right length and the check. */
    public static boolean holds(CharSequence digits, int from, int to) {
        int length = to - from;
        if (length < 16 || length > 19) {
            return false;
        }
        char first = digits.charAt(from);
        boolean unionPay = first == '6' || first == '9';
        boolean foreign = length == 16 && (first == '3' || first == '4' || first == '5');
        return (unionPay || foreign) && luhn(digits, from, to);
    }

    static boolean luhn(CharSequence digits, int from, int to) {
        int sum = 0;
        for (int index = to - 1, place = 0; index >= from; index--, place++) {
            int digit = digits.charAt(index) - '0';
            int counted = place % 2 == 0 ? digit : digit * 2;
            sum += counted > 9 ? counted - 9 : counted;
        }
        return sum % 10 == 0;
    }
}
