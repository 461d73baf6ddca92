package datong.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import datong.audit.TimeStamps.InvalidTimeStamp;
import datong.audit.bouncycastle.CertifiedTimeStamps;
import datong.audit.bouncycastle.TestAuthority;
import datong.audit.bouncycastle.TimeStampAnchor;
import datong.audit.http.PutAnchor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnchoringTest {
    @TempDir
    Path folder;
    private MerkleLog log;
    private Path mount;
    private TestAuthority authority;

    @BeforeEach
    void aLogAndPlacesThatKeepItsCheckpoints() throws Exception {
        log = Events.open(folder.resolve("log"));
        log.appendAll(Events.events(30));
        mount = Files.createDirectory(folder.resolve("mount"));
        authority = new TestAuthority();
    }

    @AfterEach
    void close() {
        log.close();
        authority.close();
    }

    @Test
    void aTimeStampShowsThatTheCheckpointWasThereAndLeadsToATrustedCertificate() throws IOException {
        TimeStamps trusted = CertifiedTimeStamps.trusting(authority.rootPem());
        assertThat(anchoring(Map.of("tsa", new TimeStampAnchor(authority.address(), trusted)), Clock.systemUTC()).anchorWhatIsDue()).containsEntry("tsa", "kept");
        List<String> notes = new ArrayList<>();
        assertThat(TimeStampCheck.of(logFolder(), trusted, notes)).isEmpty();
        assertThat(notes).singleElement().asString().contains("the log's first 30 events were there at ").contains("CN=Test Time Stamps");
        Anchored kept = Anchored.all(logFolder()).getFirst();
        assertThatThrownBy(() -> trusted.verify(kept.receipt().orElseThrow(), "another note".getBytes(StandardCharsets.UTF_8))).isInstanceOf(InvalidTimeStamp.class).hasMessageContaining("over something else");
    }

    @Test
    void aTimeStampOfAnAuthorityThatIsNotTrustedIsNeitherKeptNorGood() throws Exception {
        TimeStamps trusted = CertifiedTimeStamps.trusting(authority.rootPem());
        anchoring(Map.of("tsa", new TimeStampAnchor(authority.address(), trusted)), Clock.systemUTC()).anchorWhatIsDue();
        try (TestAuthority other = new TestAuthority()) {
            TimeStamps otherTrust = CertifiedTimeStamps.trusting(other.rootPem());
            assertThat(TimeStampCheck.of(logFolder(), otherTrust, new ArrayList<>())).singleElement().satisfies(finding -> {
                assertThat(finding.kind()).isEqualTo(AuditReport.Kind.BAD_TIME_STAMP);
                assertThat(finding.message()).startsWith("the checkpoint over 30 events: the time stamp is not good");
            });
            assertThat(anchoring(Map.of("other", new TimeStampAnchor(authority.address(), otherTrust)), Clock.systemUTC()).anchorWhatIsDue().get("other")).contains("gave no good time stamp");
            assertThat(Anchored.last(logFolder(), "other")).isEmpty();
        }
    }

    @Test
    void anAuthorityThatRefusesIsTriedAgainAndEachAttemptIsAnEvent() throws IOException {
        authority.refuses = true;
        Anchoring anchoring = anchoring(Map.of("tsa", new TimeStampAnchor(authority.address(), CertifiedTimeStamps.trusting(authority.rootPem()))), Clock.systemUTC());
        assertThat(anchoring.anchorWhatIsDue().get("tsa")).contains("gave no time stamp");
        authority.refuses = false;
        assertThat(anchoring.anchorWhatIsDue()).containsEntry("tsa", "kept");
        assertThat(log.reader().read(30, 10)).extracting(entry -> entry.event().kind()).containsExactly("ANCHOR_FAILED", "ANCHORED");
        assertThat(log.reader().read(31, 1).getFirst().event().details()).containsEntry("anchor", "tsa").containsEntry("size", "31");
    }

    @Test
    void aFolderOfAnotherSystemKeepsEachCheckpointAndIsNeverMadeHere() throws IOException {
        Map<String, Anchor> places = Map.of("archive", new FolderAnchor(mount), "gone", new FolderAnchor(folder.resolve("not mounted")));
        assertThat(anchoring(places, Clock.systemUTC()).anchorWhatIsDue()).containsEntry("archive", "kept").hasEntrySatisfying("gone", reason -> assertThat(reason).contains("is it mounted?"));
        assertThat(mount.resolve("datong.test-log-000000000030.checkpoint")).hasContent(Anchored.last(logFolder(), "archive").orElseThrow().checkpoint().note());
        assertThat(folder.resolve("not mounted")).doesNotExist();
    }

    @Test
    void anotherCheckpointOfTheSameSizeIsNeverWrittenOverTheFirst(@TempDir Path fork) throws IOException {
        Anchor place = new FolderAnchor(mount);
        place.keep(log.checkpoint());
        place.keep(log.checkpoint());
        try (MerkleLog other = Events.open(fork)) {
            other.appendAll(Events.events(30));
            assertThatThrownBy(() -> place.keep(other.checkpoint())).hasMessageContaining("the log was forked");
        }
    }

    @Test
    void aPlaceThatTakesFilesByPutGetsThem() throws IOException {
        Map<String, String> kept = new ConcurrentHashMap<>();
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/keep/", exchange -> {
            kept.put(exchange.getRequestMethod() + " " + exchange.getRequestURI(), new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(201, -1);
            exchange.close();
        });
        server.start();
        try {
            Anchor place = new PutAnchor(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/keep/"));
            assertThat(anchoring(Map.of("put", place), Clock.systemUTC()).anchorWhatIsDue()).containsEntry("put", "kept");
            assertThat(kept).hasSize(1).containsEntry("PUT /keep/datong.test-log-000000000030.checkpoint", Anchored.last(logFolder(), "put").orElseThrow().checkpoint().note());
        } finally {
            server.stop(0);
        }
    }

    @Test
    void eachPlaceGoesOnAfterARestartWhereItWas() {
        Instant noon = Instant.parse("2026-11-03T12:00:00Z");
        Map<String, Anchor> places = Map.of("archive", new FolderAnchor(mount));
        anchoring(places, at(noon)).anchorWhatIsDue();
        log.appendAll(Events.events(5));
        assertThat(anchoring(places, at(noon.plusSeconds(3599))).anchorWhatIsDue()).isEmpty();
        assertThat(anchoring(places, at(noon.plusSeconds(3600))).anchorWhatIsDue()).containsEntry("archive", "kept");
        assertThat(Anchored.all(logFolder())).extracting(each -> each.checkpoint().size()).containsExactly(30L, 36L);
    }

    private static Clock at(Instant instant) {
        return Clock.fixed(instant, java.time.ZoneOffset.UTC);
    }

    private Path logFolder() {
        return folder.resolve("log");
    }

    private Anchoring anchoring(Map<String, Anchor> places, Clock clock) {
        return new Anchoring(logFolder(), () -> Optional.of(log.checkpoint()), places, Duration.ofHours(1), new OwnEvents(log, () -> "own", clock));
    }
}
