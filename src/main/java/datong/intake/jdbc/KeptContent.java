package datong.intake.jdbc;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.IntFunction;

/** Pieces as one stream, one of them in memory at a time. */
final class KeptContent extends InputStream {
    private final int pieces;
    private final IntFunction<Optional<byte[]>> open;
    private InputStream piece = InputStream.nullInputStream();
    private int next;

    /** @param open a piece by its number; empty once its key has been destroyed */
    KeptContent(int pieces, IntFunction<Optional<byte[]>> open) {
        this.pieces = pieces;
        this.open = open;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int most) throws IOException {
        int count = piece.read(into, offset, most);
        while (count < 0 && next < pieces) {
            piece = new ByteArrayInputStream(open.apply(next++).orElseThrow(() -> new IOException("the key of the kept content has been destroyed")));
            count = piece.read(into, offset, most);
        }
        return count;
    }
}
