package datong.ledger.jdbc;

/** The inside of a JSON string. */
final class JsonText {
    private JsonText() {}

    static String escape(String value) {
        StringBuilder json = new StringBuilder(value.length() + 8);
        for (int index = 0; index < value.length(); index++) {
            char letter = value.charAt(index);
            if (letter == '"' || letter == '\\') {
                json.append('\\').append(letter);
            } else if (letter >= ' ') {
                json.append(letter);
            } else if (letter != 0) {
                json.append(String.format("\\u%04x", (int) letter));
            }
        }
        return json.toString();
    }
}
