package datong.audit;

import static org.assertj.core.api.Assertions.assertThat;

import datong.audit.AuditReport.Kind;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTilesTest {
    private static final LogKey KEY = LogKey.of(Events.SIGNER);
    @TempDir
    Path folder;

    @Test
    void aClientWithItsOwnHashesFindsAnEventInTheTreeFromTilesAlone() throws IOException {
        LogReader.Entry event = logOf(1000).reader().find(new LogIndex(700)).orElseThrow();
        TileClient client = new TileClient(served(folder));
        TileClient.Head head = client.head();
        List<byte[]> leaves = client.leaves(head.size());
        assertThat(client.root(leaves)).isEqualTo(head.root());
        byte[] entry = client.entry(700, head.size());
        assertThat(client.leaf(entry)).isEqualTo(event.leafHash());
        assertThat(MerkleProofs.includes(700, head.size(), client.leaf(entry), client.path(700, leaves), head.root())).isTrue();
    }

    @Test
    void aClientWithItsOwnHashesSeesThatOneCheckpointGoesOnFromAnother() throws IOException {
        TileClient client = new TileClient(served(folder));
        MerkleLog log = log(folder);
        log.appendAll(Events.events(300));
        log.close();
        TileClient.Head old = client.head();
        MerkleLog later = log(folder);
        later.appendAll(Events.events(500));
        later.close();
        List<byte[]> leaves = client.leaves(client.head().size());
        assertThat(client.root(leaves)).isEqualTo(client.head().root());
        assertThat(client.root(leaves.subList(0, 300))).isEqualTo(old.root());
    }

    @Test
    void anEntrySaysNothingOfItsEvent() throws IOException {
        logOf(10);
        String bundle = new String(served(folder).get("tile/entries/000.p/10"), StandardCharsets.ISO_8859_1);
        assertThat(bundle).doesNotContain("QUERY").doesNotContain("u-17").doesNotContain("hotline");
        assertThat(bundle.length()).isEqualTo(10 * (2 + 15 + 32));
    }

    @Test
    void nothingBehindThePublishedCheckpointIsServed() throws IOException {
        Checkpoint published = logOf(300).checkpoint();
        MerkleLog later = log(folder);
        later.appendAll(Events.events(300));
        later.close();
        LogTiles tiles = new LogTiles(folder, () -> Optional.of(published));
        assertThat(tiles.hashes(0, 1, 44)).isPresent();
        assertThat(tiles.hashes(0, 1, 45)).isEmpty();
        assertThat(tiles.entries(1, 256)).isEmpty();
        assertThat(tiles.hashes(1, 0, 1)).isPresent();
        assertThat(tiles.hashes(1, 0, 2)).isEmpty();
        assertThat(new LogTiles(folder, Optional::empty).hashes(0, 0, 1)).isEmpty();
    }

    @Test
    void addressesHaveOneForm() {
        for (String address : List.of("tile/0/000", "tile/63/x001/x234/067", "tile/entries/x001/000.p/255", "tile/1/999.p/1")) {
            assertThat(TilePath.parse(address).orElseThrow()).hasToString(address);
        }
        assertThat(TilePath.parse("tile/1/x001/x234/067").orElseThrow().tile()).isEqualTo(1234067);
        for (String address : List.of("tile/64/000", "tile/01/000", "tile/0/0", "tile/0/x000/000", "tile/0/000.p/0", "tile/0/000.p/256", "tile/0/000.p/01", "tile/0/000/", "tile/data/000")) {
            assertThat(TilePath.parse(address)).as(address).isEmpty();
        }
    }

    @Test
    void whoeverHasAnOldCheckpointSeesThatTheLogGoesOn() throws IOException {
        Checkpoint kept = logOf(300).checkpoint();
        MerkleLog later = log(folder);
        later.appendAll(Events.events(70_000));
        later.close();
        RemoteLog.Comparison comparison = new RemoteLog(served(folder), KEY).compare(kept);
        assertThat(comparison.finding()).isEmpty();
        assertThat(comparison.now().size()).isEqualTo(70_300);
        byte[] entry = new TileClient(served(folder)).entry(69_999, 70_300);
        assertThat(new RemoteLog(served(folder), KEY).includes(69_999, entry, comparison.now())).isTrue();
        assertThat(new RemoteLog(served(folder), KEY).includes(69_998, entry, comparison.now())).isFalse();
    }

    @Test
    void whoeverHasAnOldCheckpointSeesACutTail(@TempDir Path cut) throws IOException {
        Checkpoint kept = logOf(300).checkpoint();
        try (MerkleLog shorter = log(cut)) {
            shorter.appendAll(Events.events(200));
        }
        assertFound(kept, cut, Kind.CUT_TAIL, "the log now has 200 events, but it had 300: its tail was cut");
    }

    @Test
    void whoeverHasAnOldCheckpointSeesAFork(@TempDir Path forked) throws IOException {
        Checkpoint kept = logOf(300).checkpoint();
        for (int size : List.of(300, 301, 4000)) {
            Path other = Files.createDirectory(forked.resolve("of-" + size));
            try (MerkleLog another = log(other)) {
                another.appendAll(Events.events(size));
            }
            assertFound(kept, other, Kind.FORKED, "does not begin with the 300 events that were signed");
        }
    }

    @Test
    void whoeverHasAnOldCheckpointSeesAChangedRemovedOrMovedEventThoughTheLogWasSignedAnew(@TempDir Path altered) throws IOException {
        List<String> lines = Files.readAllLines(Segments.file(logFolder(300), 0));
        Checkpoint kept = Checkpoints.newest(folder).orElseThrow();
        List<AuditEvent> events = new java.util.ArrayList<>(lines.stream().map(EventJson::read).toList());
        AuditEvent seventh = events.remove(7);
        rewritten(altered.resolve("removed"), events, kept);
        events.add(9, seventh);
        rewritten(altered.resolve("moved"), events, kept);
        events.remove(9);
        events.add(7, Events.event("another"));
        rewritten(altered.resolve("changed"), events, kept);
    }

    private void rewritten(Path other, List<AuditEvent> events, Checkpoint kept) throws IOException {
        try (MerkleLog log = log(other)) {
            log.appendAll(events);
            log.appendAll(Events.events(20));
        }
        assertFound(kept, other, Kind.FORKED, "at least one of those was changed, removed or moved");
    }

    @Test
    void aCheckpointOfAnotherKeyIsNamedAsSuch(@TempDir Path other) throws IOException {
        Checkpoint kept = logOf(3).checkpoint();
        try (MerkleLog strange = MerkleLog.open(MerkleLog.Settings.of(other, "datong.test/log"), List.of(Ed25519Signer.generate("datong.test/audit")), Events.CLOCK)) {
            strange.appendAll(Events.events(5));
        }
        assertFound(kept, other, Kind.BAD_SIGNATURE, "is not signed by datong.test/audit");
    }

    private void assertFound(Checkpoint kept, Path served, Kind kind, String message) throws IOException {
        assertThat(new RemoteLog(served(served), KEY).compare(kept).finding()).hasValueSatisfying(finding -> {
            assertThat(finding.kind()).isEqualTo(kind);
            assertThat(finding.message()).contains(message);
        });
    }

    private MerkleLog logOf(int events) {
        MerkleLog log = log(folder);
        log.appendAll(Events.events(events));
        log.checkpoint();
        log.close();
        return log;
    }

    private Path logFolder(int events) {
        logOf(events);
        return folder;
    }

    private static MerkleLog log(Path folder) {
        return Events.open(folder);
    }

    /** As a web server would. */
    static RemoteLog.Fetch served(Path folder) {
        LogTiles tiles = LogTiles.of(folder);
        return address -> {
            if (address.equals("checkpoint")) {
                return tiles.checkpoint().orElseThrow().note().getBytes(StandardCharsets.UTF_8);
            }
            return TilePath.parse(address).flatMap(path -> path.level().map(level -> tiles.hashes(level, path.tile(), path.width()))
                    .orElseGet(() -> tiles.entries(path.tile(), path.width()))).orElseThrow(() -> new FileNotFoundException(address));
        };
    }
}
