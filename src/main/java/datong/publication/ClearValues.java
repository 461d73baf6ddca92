package datong.publication;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/**
 * Digests of the clear values behind the treated cells, in the order of the rows: what the written file is compared with. Keyed
 * with a key that lives as long as this object, so the file of digests says nothing to anybody else.
 */
final class ClearValues implements AutoCloseable {
    private final Path file;
    private final byte[] key = new byte[32];
    private final MessageDigest sha256;
    private final DataOutputStream out;

    ClearValues(Path file) throws IOException {
        this.file = file;
        new SecureRandom().nextBytes(key);
        this.sha256 = sha256();
        this.out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    void add(String clear) throws IOException {
        out.writeLong(digest(clear));
    }

    /** Of null it is 0. */
    long digest(String text) {
        if (text == null) {
            return 0;
        }
        sha256.update(key);
        return ByteBuffer.wrap(sha256.digest(text.getBytes(StandardCharsets.UTF_8))).getLong() | 1;
    }

    DataInputStream read() throws IOException {
        out.flush();
        return new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
    }

    @Override
    public void close() throws IOException {
        out.close();
        Files.deleteIfExists(file);
    }
}
