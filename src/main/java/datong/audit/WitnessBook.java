package datong.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** A witness: keeps of each log it knows the last checkpoint it cosigned, in a file, and never cosigns one that does not go on from it. */
public final class WitnessBook implements Witness {
    private final Path folder;
    private final CheckpointSigner signer;
    private final List<LogKey> logs;
    private final Clock clock;

    /** @param logs that are witnessed; a log's key bears its origin as name */
    public WitnessBook(Path folder, CheckpointSigner signer, List<LogKey> logs, Clock clock) {
        this.folder = folder;
        this.signer = signer;
        this.logs = List.copyOf(logs);
        this.clock = clock;
    }

    public WitnessKey key() {
        return new WitnessKey(signer.keyName(), signer.publicKey());
    }

    /** On the disk before it returns a cosignature; one request at a time, so that no answer sets the book back. */
    @Override
    public synchronized Answer add(long oldSize, List<byte[]> proof, Checkpoint checkpoint) throws IOException {
        List<LogKey> known = logs.stream().filter(key -> key.name().equals(checkpoint.origin())).toList();
        if (known.isEmpty()) {
            return new Answer.Refused(404, "this witness does not know the log '" + checkpoint.origin() + "'");
        }
        if (known.stream().noneMatch(checkpoint::signedBy)) {
            return new Answer.Refused(403, "the checkpoint is not signed by a key that this witness knows for the log");
        }
        if (oldSize > checkpoint.size()) {
            return new Answer.Refused(400, "the old size " + oldSize + " is more than the checkpoint's " + checkpoint.size());
        }
        Optional<Checkpoint> last = last(checkpoint.origin());
        long size = last.map(Checkpoint::size).orElse(0L);
        if (oldSize != size || oldSize == checkpoint.size() && last.filter(kept -> !Arrays.equals(kept.root(), checkpoint.root())).isPresent()) {
            return new Answer.Conflict(size);
        }
        boolean goesOn = oldSize == 0 || oldSize == checkpoint.size() ? proof.isEmpty()
                : MerkleProofs.consistent(oldSize, checkpoint.size(), last.orElseThrow().root(), checkpoint.root(), proof);
        if (!goesOn) {
            return new Answer.Refused(422, "the proof does not show that the checkpoint goes on from the one of " + oldSize + " entries");
        }
        Durable.replace(file(checkpoint.origin()), checkpoint.note().getBytes(StandardCharsets.UTF_8));
        Durable.folder(folder);
        return new Answer.Cosigned(List.of(WitnessKey.cosign(checkpoint, signer, clock)));
    }

    private Optional<Checkpoint> last(String origin) throws IOException {
        Path file = file(origin);
        return Files.exists(file) ? Optional.of(Checkpoint.parse(Files.readString(file))) : Optional.empty();
    }

    private Path file(String origin) {
        return folder.resolve(HexFormat.of().formatHex(Merkle.sha256().digest(origin.getBytes(StandardCharsets.UTF_8)), 0, 8) + ".checkpoint");
    }
}
