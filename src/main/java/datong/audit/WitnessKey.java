package datong.audit;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The public key of a witness, in the text form of C2SP signed-note, and its cosignatures ({@code cosignature/v1}, Ed25519).
 *
 * @param publicKey 32 raw bytes of an Ed25519 key
 */
public record WitnessKey(String name, byte[] publicKey) {
    private static final byte[] TYPE = {4};
    private static final int TIMESTAMP = 8;

    /** @throws IllegalArgumentException saying what is wrong with the text */
    public static WitnessKey parse(String text) {
        String[] parts = text.strip().split("\\+", 3);
        if (parts.length != 3) {
            throw new IllegalArgumentException("a witness key has the form name+keyid+base64; found no such line");
        }
        byte[] key = Base64.getDecoder().decode(parts[2]);
        if (key.length != 33 || key[0] != TYPE[0]) {
            throw new IllegalArgumentException("the witness key of " + parts[0] + " is not of type 4 (Ed25519 cosignature/v1, 32 bytes)");
        }
        WitnessKey parsed = new WitnessKey(parts[0], Arrays.copyOfRange(key, 1, 33));
        if (!HexFormat.of().formatHex(parsed.id()).equals(parts[1])) {
            throw new IllegalArgumentException("the id of the witness key of " + parts[0] + " does not belong to its name and bytes: the line was altered or cut");
        }
        return parsed;
    }

    byte[] id() {
        return LogKey.id(name, TYPE, publicKey);
    }

    /** When this witness cosigned the checkpoint; empty if it did not, or its signature is not good. */
    public Optional<Instant> cosigned(Checkpoint checkpoint) {
        LogKey key = new LogKey(name, publicKey);
        return checkpoint.signatures().stream().filter(this::ours)
                .map(signature -> ByteBuffer.wrap(signature.value()).position(4))
                .filter(value -> key.verifies(message(value.getLong(4), checkpoint), Arrays.copyOfRange(value.array(), 4 + TIMESTAMP, value.limit())))
                .map(value -> Instant.ofEpochSecond(value.getLong(4))).findFirst();
    }

    private boolean ours(Checkpoint.NoteSignature signature) {
        return signature.name().equals(name) && signature.value().length == 4 + TIMESTAMP + 64 && Arrays.equals(id(), Arrays.copyOf(signature.value(), 4));
    }

    /** A witness's signature line. @param signer whose name and key are the witness's */
    static Checkpoint.NoteSignature cosign(Checkpoint checkpoint, CheckpointSigner signer, Clock clock) {
        long time = clock.instant().getEpochSecond();
        byte[] signature = signer.sign(message(time, checkpoint));
        byte[] id = LogKey.id(signer.keyName(), TYPE, signer.publicKey());
        return new Checkpoint.NoteSignature(signer.keyName(),
                ByteBuffer.allocate(id.length + TIMESTAMP + signature.length).put(id).putLong(time).put(signature).array());
    }

    private static byte[] message(long time, Checkpoint checkpoint) {
        return new Bytes(200).ascii("cosignature/v1\ntime " + time + "\n").add(checkpoint.body()).toArray();
    }

    @Override
    public String toString() {
        return name + "+" + HexFormat.of().formatHex(id()) + "+" + Base64.getEncoder().encodeToString(new Bytes(33).add(TYPE).add(publicKey).toArray());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WitnessKey(String otherName, byte[] otherKey) && name.equals(otherName) && Arrays.equals(publicKey, otherKey);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(publicKey);
    }
}
