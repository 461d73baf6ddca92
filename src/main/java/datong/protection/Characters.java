package datong.protection;

/** Text counted in characters as readers see them: 𠮷 is one, though Java stores it in two. */
final class Characters {
    private Characters() {}

    static int count(String text) {
        return text.codePointCount(0, text.length());
    }

    static String first(String text, int keep) {
        return count(text) <= keep ? text : text.substring(0, text.offsetByCodePoints(0, keep));
    }

    static String last(String text, int keep) {
        return count(text) <= keep ? text : text.substring(text.offsetByCodePoints(text.length(), -keep));
    }
}
