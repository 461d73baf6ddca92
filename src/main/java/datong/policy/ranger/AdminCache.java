package datong.policy.ranger;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The last answers of a Ranger Admin, kept for a start without it. Only the owner may read the file, and a keyed digest over answers
 * and time stands in its first line: whoever alters it, or brings it to another hub or service, has no cache.
 */
final class AdminCache {
    private static final Gson GSON = new Gson();
    private final Path file;
    private final String service;
    private final UnaryOperator<byte[]> digest;

    AdminCache(Path file, String service, UnaryOperator<byte[]> digest) {
        this.file = file;
        this.service = service;
        this.digest = digest;
    }

    private record Text(String service, String policies, String tags, String roles, long confirmed) {}

    /** Empty if there is none, or none that this hub wrote for this service. */
    Optional<Downloaded> read() throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String all = Files.readString(file);
        int end = all.indexOf('\n');
        if (end < 0 || !genuine(all.substring(0, end), all.substring(end + 1))) {
            return Optional.empty();
        }
        try {
            Text text = GSON.fromJson(all.substring(end + 1), Text.class);
            return Optional.of(new Downloaded(text.policies, text.tags, text.roles, Instant.ofEpochMilli(text.confirmed))).filter(found -> service.equals(text.service));
        } catch (JsonParseException strange) {
            return Optional.empty();
        }
    }

    private boolean genuine(String line, String body) {
        return MessageDigest.isEqual(line.getBytes(StandardCharsets.UTF_8), digest(body).getBytes(StandardCharsets.UTF_8));
    }

    private String digest(String body) {
        return HexFormat.of().formatHex(digest.apply(("ranger cache\0" + body).getBytes(StandardCharsets.UTF_8)));
    }

    void write(Downloaded answers) throws IOException {
        String body = GSON.toJson(new Text(service, answers.policies(), answers.tags(), answers.roles(), answers.confirmed().toEpochMilli()));
        Files.createDirectories(file.getParent());
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.deleteIfExists(next);
        try (FileChannel out = FileChannel.open(next, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(digest(body) + "\n" + body);
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        try {
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException elsewhere) {
            Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
