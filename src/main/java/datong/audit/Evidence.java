package datong.audit;

import java.util.List;
import java.util.Optional;

/**
 * What proves one event to somebody who has nothing of the hub but its public key.
 *
 * @param previousLeaf leaf hash of the event before
 * @param parts the event, opened in parts
 * @param path RFC 6962 inclusion proof under the checkpoint, from the leaf upwards
 * @param checkpoint with its cosignatures
 * @param timeStamp RFC 3161 token over the checkpoint's note, if there is one
 */
public record Evidence(LogKey key, long index, byte[] previousLeaf, EventCommitment.Parts parts, List<byte[]> path, Checkpoint checkpoint, Optional<byte[]> timeStamp) {

    byte[] leaf() {
        EventCommitment commitment = new EventCommitment();
        return new Merkle().leaf(commitment.entry(index, previousLeaf, commitment.body(parts)));
    }

    /** Whether the parts are those of the event at the index, in the tree that the checkpoint was signed over. */
    public boolean included() {
        return MerkleProofs.includes(index, checkpoint.size(), leaf(), path, checkpoint.root());
    }

    /** The event with those elements of its lists that were opened. */
    public AuditEvent event() {
        return EventJson.read(parts.opened());
    }

    /** Name of the file in which it is given away. */
    public String fileName() {
        return "evidence-" + index + ".json";
    }
}
