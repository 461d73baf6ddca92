package datong.protection;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * {@code subjects.rewrap}: slots that are about to be overwritten in place, as they shall be. It is there only while they are being written, so that
 * a power cut that tears one of them loses no key: the next start writes them again. Magic 8, ring 16, count 4, then index 4 and slot 128 each,
 * CRC-32C 4.
 */
final class RewrapJournal {
    static final String NAME = "subjects.rewrap";
    private static final byte[] MAGIC = "DATONGRW".getBytes(StandardCharsets.US_ASCII);
    private static final int HEAD = 8 + 16 + 4;
    private static final int ENTRY = 4 + SubjectSlot.BYTES;
    private final Path path;
    private final byte[] ring;

    RewrapJournal(Path folder, String fingerprint) {
        this.path = folder.resolve(NAME);
        this.ring = HexFormat.of().parseHex(fingerprint);
    }

    /** On disk when this returns. @param slots whole slots by their index */
    void write(SortedMap<Integer, byte[]> slots) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(HEAD + slots.size() * ENTRY + 4).put(MAGIC).put(ring).putInt(slots.size());
        slots.forEach((index, slot) -> content.putInt(index).put(slot));
        content.putInt(checksum(content.array(), content.position()));
        PrivateFiles.write(path, content.array());
    }

    /** Off the disk when this returns; an older wrapping must never come back over an erased key. */
    void forget() throws IOException {
        Files.delete(path);
        PrivateFiles.syncFolder(path.toAbsolutePath().getParent());
    }

    /** What a hub that ended in between had yet to write; empty if there is no journal. */
    SortedMap<Integer, byte[]> left() throws IOException {
        SortedMap<Integer, byte[]> slots = new TreeMap<>();
        if (!Files.exists(path)) {
            return slots;
        }
        PrivateFiles.requirePrivate(path, path.toAbsolutePath().getParent());
        byte[] bytes = Files.readAllBytes(path);
        ByteBuffer content = ByteBuffer.wrap(bytes);
        byte[] magic = new byte[MAGIC.length];
        byte[] owner = new byte[ring.length];
        if (bytes.length < HEAD + 4 || content.getInt(bytes.length - 4) != checksum(bytes, bytes.length - 4)) {
            throw new KeyRingException(path + " is damaged; restore the key ring folder from its backup");
        }
        content.get(magic).get(owner);
        if (!Arrays.equals(magic, MAGIC) || !Arrays.equals(owner, ring)) {
            throw new KeyRingException(path + " belongs to another key ring; restore the whole folder from one backup");
        }
        for (int count = content.getInt(); count > 0; count--) {
            int index = content.getInt();
            byte[] slot = new byte[SubjectSlot.BYTES];
            content.get(slot);
            slots.put(index, slot);
        }
        return slots;
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, 0, length);
        return (int) checksum.getValue();
    }
}
