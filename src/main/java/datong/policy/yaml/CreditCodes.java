package datong.policy.yaml;

/** Check digit of a unified social credit code (GB 32100-2015). */
final class CreditCodes {
    private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private CreditCodes() {}

    static boolean valid(String code) {
        if (code.length() != 18 || !code.chars().allMatch(letter -> ALPHABET.indexOf(letter) >= 0)) {
            return false;
        }
        int sum = 0;
        int weight = 1;
        for (int index = 0; index < 17; index++) {
            sum += ALPHABET.indexOf(code.charAt(index)) * weight;
            weight = weight * 3 % 31;
        }
        return ALPHABET.indexOf(code.charAt(17)) == (31 - sum % 31) % 31;
    }
}
