package datong.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * In which charset a delivery is written (DOMAIN §4.0, N-01): byte-order mark, else strict UTF-8, else GB18030; never ISO-8859-1.
 *
 * @param mark bytes of the byte-order mark, to be skipped
 */
public record TextEncoding(Charset charset, int mark) {
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final int PIECE = 1 << 16;
    /** So many characters beyond ASCII without a fault are UTF-8 for sure; a fault that comes later is a defect of its record. */
    private static final int CERTAIN = 16;

    public static TextEncoding of(Path delivery, Optional<Charset> declared) throws IOException {
        try (InputStream bytes = Files.newInputStream(delivery)) {
            TextEncoding marked = marked(bytes.readNBytes(3));
            if (marked.mark > 0) {
                return marked;
            }
        }
        if (declared.isPresent()) {
            return new TextEncoding(declared.get(), 0);
        }
        try (InputStream bytes = Files.newInputStream(delivery)) {
            return new TextEncoding(isUtf8(bytes) ? StandardCharsets.UTF_8 : GB18030, 0);
        }
    }

    /** The charset of a short text: strict UTF-8, else GB18030. */
    public static Charset of(byte[] text) {
        try {
            return isUtf8(new ByteArrayInputStream(text)) ? StandardCharsets.UTF_8 : GB18030;
        } catch (IOException unreachable) {
            throw new UncheckedIOException(unreachable);
        }
    }

    public DecodedText open(Path delivery) throws IOException {
        InputStream bytes = Files.newInputStream(delivery);
        bytes.skipNBytes(mark);
        return new DecodedText(bytes, charset);
    }

    private static TextEncoding marked(byte[] head) {
        if (head.length >= 3 && head[0] == (byte) 0xEF && head[1] == (byte) 0xBB && head[2] == (byte) 0xBF) {
            return new TextEncoding(StandardCharsets.UTF_8, 3);
        }
        if (head.length >= 2 && head[0] == (byte) 0xFE && head[1] == (byte) 0xFF) {
            return new TextEncoding(StandardCharsets.UTF_16BE, 2);
        }
        if (head.length >= 2 && head[0] == (byte) 0xFF && head[1] == (byte) 0xFE) {
            return new TextEncoding(StandardCharsets.UTF_16LE, 2);
        }
        return new TextEncoding(StandardCharsets.UTF_8, 0);
    }

    private static boolean isUtf8(InputStream bytes) throws IOException {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer piece = ByteBuffer.allocate(PIECE);
        CharBuffer text = CharBuffer.allocate(PIECE);
        int beyondAscii = 0;
        int count;
        while ((count = bytes.read(piece.array(), piece.position(), piece.remaining())) >= 0) {
            if (piece.position() == 0 && isAscii(piece.array(), count)) {
                continue;
            }
            piece.position(piece.position() + count).flip();
            CoderResult result = decoder.decode(piece, text.clear(), false);
            beyondAscii += countBeyondAscii(text.flip(), CERTAIN);
            if (result.isError() || beyondAscii >= CERTAIN) {
                return beyondAscii >= CERTAIN;
            }
            piece.compact();
        }
        return piece.position() == 0;
    }

    private static boolean isAscii(byte[] piece, int count) {
        int bits = 0;
        for (int index = 0; index < count; index++) {
            bits |= piece[index];
        }
        return bits >= 0;
    }

    private static int countBeyondAscii(CharBuffer text, int enough) {
        int count = 0;
        for (int index = text.position(); index < text.limit() && count < enough; index++) {
            if (text.array()[index] > 0x7F) {
                count++;
            }
        }
        return count;
    }
}
