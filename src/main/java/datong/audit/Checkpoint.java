package datong.audit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * What a log claims to be at one moment: the head of its tree, signed as a C2SP signed note (c2sp.org/tlog-checkpoint).
 *
 * @param origin name of the log
 * @param size events covered
 * @param root Merkle root over them
 * @param signatures lines of the note, unknown ones included
 */
public record Checkpoint(String origin, long size, byte[] root, List<NoteSignature> signatures) {
    private static final String SIGNATURE = "— ";

    /** @param value four bytes of key id, then the signature proper */
    public record NoteSignature(String name, byte[] value) {
        /** @throws IllegalArgumentException if the line is not a signature line */
        public static NoteSignature parse(String line) {
            String[] parts = line.split(" ", -1);
            if (!line.startsWith(SIGNATURE) || parts.length != 3) {
                throw new IllegalArgumentException("a signature line of a checkpoint has the form '— name base64'");
            }
            return new NoteSignature(parts[1], Base64.getDecoder().decode(parts[2]));
        }

        /** As it stands in a note, its newline included. */
        public String line() {
            return SIGNATURE + name + " " + Base64.getEncoder().encodeToString(value) + "\n";
        }
    }

    static Checkpoint sign(String origin, long size, byte[] root, List<CheckpointSigner> signers) {
        byte[] text = text(origin, size, root);
        return new Checkpoint(origin, size, root, signers.stream().map(signer -> signature(signer, text)).toList());
    }

    private static NoteSignature signature(CheckpointSigner signer, byte[] text) {
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        value.writeBytes(LogKey.id(signer.keyName(), signer.signatureType(), signer.publicKey()));
        value.writeBytes(signer.sign(text));
        return new NoteSignature(signer.keyName(), value.toByteArray());
    }

    /** @throws IllegalArgumentException if the text is not a signed checkpoint */
    public static Checkpoint parse(String note) {
        String[] lines = note.split("\n", -1);
        if (lines.length < 6 || !lines[3].isEmpty() || !lines[lines.length - 1].isEmpty()) {
            throw new IllegalArgumentException("a checkpoint is three lines (origin, size, root), an empty line and signature lines");
        }
        List<NoteSignature> signatures = new ArrayList<>();
        for (String line : Arrays.asList(lines).subList(4, lines.length - 1)) {
            signatures.add(NoteSignature.parse(line));
        }
        Checkpoint parsed = new Checkpoint(lines[0], size(lines[1]), Base64.getDecoder().decode(lines[2]), List.copyOf(signatures));
        if (parsed.root.length != Merkle.HASH || !parsed.note().equals(note)) {
            throw new IllegalArgumentException("the checkpoint is not in its canonical form");
        }
        return parsed;
    }

    private static long size(String digits) {
        if (!digits.matches("0|[1-9][0-9]{0,17}")) {
            throw new IllegalArgumentException("the checkpoint's size is not a number");
        }
        return Long.parseLong(digits);
    }

    /** The whole note, as it stands in the log's folder. */
    public String note() {
        StringBuilder note = new StringBuilder(new String(text(origin, size, root), StandardCharsets.UTF_8)).append('\n');
        signatures.forEach(signature -> note.append(signature.line()));
        return note.toString();
    }

    /** What is signed: the note without its signature lines. */
    byte[] body() {
        return text(origin, size, root);
    }

    /** The same checkpoint with further signatures behind its own. */
    Checkpoint with(List<NoteSignature> further) {
        List<NoteSignature> all = new ArrayList<>(signatures);
        all.addAll(further);
        return new Checkpoint(origin, size, root, List.copyOf(all));
    }

    /** Whether one of the signatures is this key's and good. */
    public boolean signedBy(LogKey key) {
        byte[] text = text(origin, size, root);
        return signatures.stream()
                .filter(each -> each.name().equals(key.name()) && each.value().length > 4
                        && Arrays.equals(key.id(), Arrays.copyOf(each.value(), 4)))
                .anyMatch(each -> key.verifies(text, Arrays.copyOfRange(each.value(), 4, each.value().length)));
    }

    private static byte[] text(String origin, long size, byte[] root) {
        return (origin + "\n" + size + "\n" + Base64.getEncoder().encodeToString(root) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
