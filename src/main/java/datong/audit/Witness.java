package datong.audit;

import java.io.IOException;
import java.util.List;

/** Somebody outside the house who cosigns a log's checkpoints as long as each goes on from the one before (c2sp.org/tlog-witness). */
public interface Witness {
    /**
     * @param oldSize of the checkpoint that the witness cosigned last, 0 if none
     * @param proof that the checkpoint goes on from it
     * @throws IOException if the witness is away
     */
    Answer add(long oldSize, List<byte[]> proof, Checkpoint checkpoint) throws IOException;

    sealed interface Answer {
        record Cosigned(List<Checkpoint.NoteSignature> signatures) implements Answer {}

        /** The last checkpoint that the witness cosigned had another size, or the same and another root. */
        record Conflict(long size) implements Answer {}

        /** @param status as HTTP has it: 400 unreadable, 403 wrong signature, 404 unknown log, 422 wrong proof */
        record Refused(int status, String reason) implements Answer {}
    }
}
