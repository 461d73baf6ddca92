package datong.source.csv;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** Watches how a text ends, to tell a closed last quote from an open one. */
final class TailWatch extends FilterReader {
    private static final int KEPT = 64;
    private final StringBuilder tail = new StringBuilder();
    private boolean ended;

    TailWatch(Reader text) {
        super(text);
    }

    boolean ended() {
        return ended;
    }

    /** Whether the text's end closes a quoted cell of this content. */
    boolean closes(String cell) {
        int end = tail.length();
        if (end > 0 && tail.charAt(end - 1) == '\n') {
            end--;
        }
        if (end > 0 && tail.charAt(end - 1) == '\r') {
            end--;
        }
        int run = 0;
        while (run < end && tail.charAt(end - 1 - run) == '"') {
            run++;
        }
        int inner = 0;
        while (inner < cell.length() && cell.charAt(cell.length() - 1 - inner) == '"') {
            inner++;
        }
        int expected = 2 * inner + 1 + (inner == cell.length() ? 1 : 0);
        return run == Math.min(expected, end);
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        int count = super.read(target, offset, length);
        if (count < 0) {
            ended = true;
            return count;
        }
        int kept = Math.min(count, KEPT);
        tail.append(target, offset + count - kept, kept);
        if (tail.length() > KEPT) {
            tail.delete(0, tail.length() - KEPT);
        }
        return count;
    }
}
