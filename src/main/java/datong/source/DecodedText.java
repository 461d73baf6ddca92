package datong.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;

/** Text of a delivery. Bytes that the charset does not know come out as U+FFFD, and {@link #broken()} says that there were some. */
public final class DecodedText extends Reader {
    private static final char REPLACEMENT = '\uFFFD';
    private final InputStream bytes;
    private final CharsetDecoder decoder;
    private final ByteBuffer undecoded = ByteBuffer.allocate(1 << 16).flip();
    private final char[] pair = new char[2];
    private int pairLeft;
    private boolean ended;
    private boolean broken;
    private long read;

    /** @param bytes after any byte-order mark */
    public DecodedText(InputStream bytes, Charset charset) {
        this.bytes = bytes;
        this.decoder = charset.newDecoder().onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    /** Whether undecodable bytes have been met so far; the reader may be ahead of the record at hand. */
    public boolean broken() {
        return broken;
    }

    /** Whether a cell holds what undecodable bytes became; asked only once some have been met. */
    public static boolean marked(String cell) {
        return cell != null && cell.indexOf(REPLACEMENT) >= 0;
    }

    public static Defect brokenBytes() {
        return new Defect("BROKEN_BYTES", "the record holds bytes that are no text in the delivery's encoding; ask the source to send it again as UTF-8");
    }

    public long bytesRead() {
        return read;
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (length == 1) {
            return readOne(target, offset);
        }
        int carried = 0;
        if (pairLeft > 0) {
            target[offset] = pair[1];
            pairLeft = 0;
            carried = 1;
        }
        int decoded = decode(CharBuffer.wrap(target, offset + carried, length - carried));
        return carried + decoded == 0 ? -1 : carried + decoded;
    }

    private int readOne(char[] target, int offset) throws IOException {
        if (pairLeft == 0) {
            int decoded = decode(CharBuffer.wrap(pair, 0, 2));
            if (decoded == 0) {
                return -1;
            }
            target[offset] = pair[0];
            pairLeft = decoded - 1;
            return 1;
        }
        target[offset] = pair[1];
        pairLeft = 0;
        return 1;
    }

    private int decode(CharBuffer out) throws IOException {
        int start = out.position();
        while (out.hasRemaining()) {
            CoderResult result = decoder.decode(undecoded, out, ended);
            if (result.isOverflow() || result.isUnderflow() && ended) {
                break;
            }
            if (result.isError()) {
                replace(result.length(), out);
                continue;
            }
            fill();
        }
        return out.position() - start;
    }

    private void replace(int length, CharBuffer out) {
        broken = true;
        undecoded.position(undecoded.position() + length);
        out.put(REPLACEMENT);
    }

    private void fill() throws IOException {
        undecoded.compact();
        int count = bytes.read(undecoded.array(), undecoded.position(), undecoded.remaining());
        if (count < 0) {
            ended = true;
        } else {
            read += count;
            undecoded.position(undecoded.position() + count);
        }
        undecoded.flip();
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
