package datong.audit;

import datong.audit.AuditReport.Finding;
import datong.audit.AuditReport.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A log seen from outside, by its tiles alone: whether it still goes on from a checkpoint that somebody kept. For one look. */
public final class RemoteLog {
    private final Fetch fetch;
    private final LogKey key;
    private final Map<TilePath, byte[]> tiles = new HashMap<>();

    /** Fetches what lies at an address below the log's prefix. */
    public interface Fetch {
        byte[] get(String path) throws IOException;
    }

    public RemoteLog(Fetch fetch, LogKey key) {
        this.fetch = fetch;
        this.key = key;
    }

    /** @param finding empty: the log holds all that the old checkpoint covered, unchanged and in its order */
    public record Comparison(Checkpoint now, Optional<Finding> finding) {}

    public Comparison compare(Checkpoint kept) throws IOException {
        if (!kept.signedBy(key)) {
            throw new IllegalArgumentException("the checkpoint that was kept is not signed by " + key.name());
        }
        Checkpoint now = Checkpoint.parse(new String(fetch.get("checkpoint"), java.nio.charset.StandardCharsets.UTF_8));
        return new Comparison(now, finding(kept, now));
    }

    private Optional<Finding> finding(Checkpoint kept, Checkpoint now) throws IOException {
        if (!now.signedBy(key) || !now.origin().equals(kept.origin())) {
            return found(Kind.BAD_SIGNATURE, "the log now shows a checkpoint that is not signed by " + key.name() + " as '" + kept.origin() + "'");
        }
        if (now.size() < kept.size()) {
            return found(Kind.CUT_TAIL, "the log now has " + now.size() + " events, but it had " + kept.size() + ": its tail was cut");
        }
        if (now.size() == kept.size()) {
            return Arrays.equals(now.root(), kept.root()) ? Optional.empty() : forked(kept, now);
        }
        List<byte[]> proof = kept.size() == 0 ? List.of() : new TreeProofs((level, index) -> node(level, index, now.size())).consistency(kept.size(), now.size());
        boolean goesOn = kept.size() == 0 || MerkleProofs.consistent(kept.size(), now.size(), kept.root(), now.root(), proof);
        return goesOn ? Optional.empty() : forked(kept, now);
    }

    private static Optional<Finding> forked(Checkpoint kept, Checkpoint now) {
        return found(Kind.FORKED, "the log of " + now.size() + " events does not begin with the " + kept.size()
                + " events that were signed: at least one of those was changed, removed or moved");
    }

    private static Optional<Finding> found(Kind kind, String message) {
        return Optional.of(new Finding(kind, -1, message));
    }

    /** That an entry stands at its index under a checkpoint of this log. */
    public boolean includes(long index, byte[] entry, Checkpoint under) throws IOException {
        List<byte[]> path = new TreeProofs((level, node) -> node(level, node, under.size())).inclusion(index, under.size());
        return under.signedBy(key) && MerkleProofs.includes(index, under.size(), new Merkle().leaf(entry), path, under.root());
    }

    private byte[] node(int level, long index, long size) throws IOException {
        int tileLevel = level / TreeFiles.STEP;
        int below = level - tileLevel * TreeFiles.STEP;
        long first = index << below;
        TilePath path = TilePath.of(tileLevel, first, size);
        byte[] tile = tiles.containsKey(path) ? tiles.get(path) : fetched(path);
        Frontier subtree = new Frontier();
        List<byte[]> hashes = new ArrayList<>();
        for (int each = 0; each < 1 << below; each++) {
            int at = (int) (first % LogTiles.WIDTH + each) * Merkle.HASH;
            hashes.add(Arrays.copyOfRange(tile, at, at + Merkle.HASH));
        }
        Merkle merkle = new Merkle();
        hashes.forEach(hash -> subtree.add(hash, merkle, (at, complete) -> { }));
        return subtree.root(merkle);
    }

    private byte[] fetched(TilePath path) throws IOException {
        byte[] tile = fetch.get(path.toString());
        if (tile.length != path.width() * Merkle.HASH) {
            throw new IOException("the log's " + path + " has " + tile.length + " bytes; expected " + path.width() * Merkle.HASH);
        }
        tiles.put(path, tile);
        return tile;
    }
}
