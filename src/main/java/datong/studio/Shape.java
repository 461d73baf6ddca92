package datong.studio;

/** The pattern of a text without its content: 9 a digit, A a letter, 文 a Chinese character; a run of one kind is written at most four times. */
public final class Shape {
    private static final int RUN = 4;
    private static final int LONGEST = 32;

    private Shape() {}

    public static String of(String text) {
        StringBuilder shape = new StringBuilder();
        char last = 0;
        int run = 0;
        for (int index = 0; index < text.length() && shape.length() < LONGEST; index++) {
            char kind = kind(text.charAt(index));
            run = kind == last ? run + 1 : 1;
            last = kind;
            boolean digit = kind == '9';
            if (digit && run <= 18 || run <= RUN) {
                shape.append(kind);
            } else if (run == (digit ? 19 : RUN + 1)) {
                shape.append('…');
            }
        }
        return shape.toString();
    }

    private static char kind(char character) {
        if (Character.isDigit(character)) {
            return '9';
        }
        if (Character.isIdeographic(character)) {
            return '文';
        }
        return Character.isLetter(character) ? 'A' : Character.isWhitespace(character) ? ' ' : Character.isSurrogate(character) ? '文' : character;
    }
}
