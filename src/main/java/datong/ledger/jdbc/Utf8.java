package datong.ledger.jdbc;

/** Encodes strings straight into a buffer, for the one place where a million texts a few seconds are written. */
final class Utf8 {
    private Utf8() {}

    /** The most bytes the text can take. */
    static int most(String text) {
        return text.length() * 3;
    }

    /** Writes the text from {@code at} on and returns the position behind it. NUL is left out, a lone surrogate becomes '?'. */
    static int write(String text, byte[] buffer, int at) {
        int position = at;
        for (int index = 0; index < text.length(); index++) {
            char letter = text.charAt(index);
            if (letter < 0x80) {
                if (letter != 0) {
                    buffer[position++] = (byte) letter;
                }
            } else if (letter < 0x800) {
                buffer[position++] = (byte) (0xc0 | letter >> 6);
                buffer[position++] = (byte) (0x80 | letter & 0x3f);
            } else if (!Character.isSurrogate(letter)) {
                buffer[position++] = (byte) (0xe0 | letter >> 12);
                buffer[position++] = (byte) (0x80 | letter >> 6 & 0x3f);
                buffer[position++] = (byte) (0x80 | letter & 0x3f);
            } else if (Character.isHighSurrogate(letter) && index + 1 < text.length() && Character.isLowSurrogate(text.charAt(index + 1))) {
                position = four(Character.toCodePoint(letter, text.charAt(++index)), buffer, position);
            } else {
                buffer[position++] = '?';
            }
        }
        return position;
    }

    private static int four(int point, byte[] buffer, int at) {
        buffer[at] = (byte) (0xf0 | point >> 18);
        buffer[at + 1] = (byte) (0x80 | point >> 12 & 0x3f);
        buffer[at + 2] = (byte) (0x80 | point >> 6 & 0x3f);
        buffer[at + 3] = (byte) (0x80 | point & 0x3f);
        return at + 4;
    }
}
