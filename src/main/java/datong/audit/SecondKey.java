package datong.audit;

import datong.audit.AuditReport.Finding;
import datong.audit.AuditReport.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The public key of a line that stands beside the log's own in checkpoints, such as SM2's: {@code name+keyid+base64(length of type ‖ type ‖ key)}.
 *
 * @param type as C2SP signed-note writes it before the key
 */
public record SecondKey(String name, byte[] type, byte[] publicKey) {
    /** In the log's folder, where checkpoints bear such a line. */
    public static final String FILE = "log.second.key";

    /** Whether a signature is that of a message under a public key. */
    public interface Verification {
        boolean holds(byte[] publicKey, byte[] message, byte[] signature);
    }

    /** The first of the signers that is not of the log's own kind. */
    static Optional<SecondKey> among(List<CheckpointSigner> signers) {
        return signers.stream().filter(signer -> signer.signatureType().length > 1).findFirst().map(signer -> new SecondKey(signer.keyName(), signer.signatureType(), signer.publicKey()));
    }

    /** @throws IllegalArgumentException saying what is wrong with the text */
    public static SecondKey parse(String text) {
        String[] parts = text.strip().split("\\+", 3);
        try {
            byte[] bytes = Base64.getDecoder().decode(parts[2]);
            SecondKey parsed = new SecondKey(parts[0], Arrays.copyOfRange(bytes, 1, 1 + bytes[0]), Arrays.copyOfRange(bytes, 1 + bytes[0], bytes.length));
            if (HexFormat.of().formatHex(parsed.id()).equals(parts[1])) {
                return parsed;
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException malformed) {
            throw new IllegalArgumentException("a second key has the form name+keyid+base64; found no such line", malformed);
        }
        throw new IllegalArgumentException("the second key's id does not belong to its name and bytes: the line was altered or cut");
    }

    private byte[] id() {
        return LogKey.id(name, type, publicKey);
    }

    /** Whether the checkpoint's line of this key is good; empty if it bears none. */
    private Optional<Boolean> good(Checkpoint checkpoint, Verification verification) {
        return checkpoint.signatures().stream().filter(line -> line.name().equals(name) && line.value().length > 4 && Arrays.equals(id(), Arrays.copyOf(line.value(), 4))).findFirst()
                .map(line -> verification.holds(publicKey, checkpoint.body(), Arrays.copyOfRange(line.value(), 4, line.value().length)));
    }

    /** Holds every checkpoint of a log's folder that bears a line of this key against it; the newest must. @param notes says how many do */
    public List<Finding> check(Path folder, Verification verification, List<String> notes) throws IOException {
        Optional<Checkpoint> newest = Checkpoints.newest(folder);
        List<Finding> findings = new ArrayList<>();
        long good = 0;
        for (Checkpoint checkpoint : Stream.concat(Checkpoints.history(folder).notes().stream(), newest.stream()).toList()) {
            Optional<Boolean> line = good(checkpoint, verification);
            good += line.filter(holds -> holds).isPresent() ? 1 : 0;
            if (line.filter(holds -> !holds).isPresent()) {
                findings.add(new Finding(Kind.BAD_SIGNATURE, -1, "the checkpoint over " + checkpoint.size() + " events bears a line of " + name + " that is not its signature"));
            }
        }
        if (newest.isPresent() && good(newest.get(), verification).isEmpty()) {
            findings.add(new Finding(Kind.BAD_SIGNATURE, -1, "the newest checkpoint bears no line of " + name));
        }
        notes.add(good + " checkpoints bear a good signature of " + name + " beside the log's own");
        return findings;
    }

    @Override
    public String toString() {
        byte[] bytes = new byte[1 + type.length + publicKey.length];
        bytes[0] = (byte) type.length;
        System.arraycopy(type, 0, bytes, 1, type.length);
        System.arraycopy(publicKey, 0, bytes, 1 + type.length, publicKey.length);
        return name + "+" + HexFormat.of().formatHex(id()) + "+" + Base64.getEncoder().encodeToString(bytes);
    }
}
