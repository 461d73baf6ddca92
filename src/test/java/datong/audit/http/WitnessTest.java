package datong.audit.http;

import static org.assertj.core.api.Assertions.assertThat;

import datong.audit.AuditEvent;
import datong.audit.AuditReport;
import datong.audit.AuditVerifier;
import datong.audit.Checkpoint;
import datong.audit.CosignatureCheck;
import datong.audit.Ed25519Signer;
import datong.audit.LogKey;
import datong.audit.MerkleLog;
import datong.audit.OwnEvents;
import datong.audit.Witness;
import datong.audit.WitnessBook;
import datong.audit.WitnessKey;
import datong.audit.Witnessing;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WitnessTest {
    private static final Ed25519Signer SIGNER = Ed25519Signer.generate("datong.test/log");
    private static final LogKey KEY = new LogKey("datong.test/log", SIGNER.publicKey());
    private final WitnessBook book;
    private final WitnessServer office;
    private final IndependentWitness stranger;
    private final Path logFolder;
    private MerkleLog log;

    WitnessTest(@TempDir Path folder) throws Exception {
        logFolder = folder.resolve("log");
        book = new WitnessBook(Files.createDirectory(folder.resolve("office")), Ed25519Signer.generate("office.test/w1"), List.of(KEY), Clock.systemUTC());
        office = new WitnessServer(book, new InetSocketAddress("127.0.0.1", 0));
        stranger = new IndependentWitness("stranger.test/w2");
    }

    @BeforeEach
    void aLogOfTwentyEvents() {
        log = open(logFolder);
        log.appendAll(events(0, 20));
    }

    @AfterEach
    void close() {
        log.close();
        office.close();
        stranger.close();
    }

    @Test
    void bothWitnessesCosignWhatGoesOnAndTheCosignaturesStandBelowThePublishedCheckpoint() throws IOException {
        Witnessing witnessing = witnessing(2);
        assertThat(witnessing.round().met()).isTrue();
        log.appendAll(events(20, 700));
        assertThat(witnessing.round().outcomes()).containsEntry("office.test/w1", "cosigned").containsEntry("stranger.test/w2", "cosigned");
        Checkpoint published = Witnessing.published(logFolder).orElseThrow();
        assertThat(published.size()).isEqualTo(720);
        assertThat(published.signedBy(KEY)).isTrue();
        assertThat(book.key().cosigned(published)).hasValueSatisfying(at -> assertThat(at).isBetween(Instant.now().minusSeconds(600), Instant.now().plusSeconds(600)));
        assertThat(WitnessKey.parse(stranger.key()).cosigned(published)).isPresent();
        assertThat(Checkpoint.parse(published.note()).note()).isEqualTo(published.note());
        List<String> notes = new ArrayList<>();
        assertThat(CosignatureCheck.of(logFolder, List.of(book.key(), WitnessKey.parse(stranger.key())), notes)).isEmpty();
        assertThat(notes).hasSize(2).first().asString().contains("office.test/w1 cosigned the log's first 720 events at");
        assertThat(new AuditVerifier(logFolder, KEY).verify(List.of(published)).findings()).isEmpty();
    }

    @Test
    void aHubThatForgotWhatWasCosignedLearnsItFromTheWitnesses() {
        witnessing(2).round();
        log.appendAll(events(20, 30));
        assertThat(witnessing(2).round().met()).isTrue();
    }

    @Test
    void aWitnessThatIsAwayIsAnAlarmAndThePublishedCheckpointStaysTheLastThatEnoughCosigned() {
        Witnessing witnessing = witnessing(2);
        witnessing.round();
        stranger.close();
        log.appendAll(events(20, 30));
        Witnessing.Standing standing = witnessing.round();
        assertThat(standing.met()).isFalse();
        assertThat(standing.outcomes().get("stranger.test/w2")).startsWith("away: ");
        assertThat(standing.outcomes()).containsEntry("office.test/w1", "cosigned");
        assertThat(standing.published()).isEqualTo(20);
        assertThat(Witnessing.published(logFolder).orElseThrow().size()).isEqualTo(20);
        assertThat(log.reader().read(50, 10)).singleElement().satisfies(entry -> {
            assertThat(entry.event().kind()).isEqualTo("WITNESSES_MISSING");
            assertThat(entry.event().details()).containsKeys("witness.stranger.test/w2", "needed").containsEntry("published", "20");
        });
        witnessing.round();
        assertThat(log.size()).as("events after a second failing round").isEqualTo(51);
    }

    @Test
    void oneOfTwoIsEnoughWhereTheSettingsSaySo() {
        stranger.close();
        assertThat(witnessing(1).round().met()).isTrue();
        assertThat(Witnessing.published(logFolder).orElseThrow().signatures()).hasSize(2);
    }

    @Test
    void aCosignatureThatIsNotGoodDoesNotCount() {
        stranger.corrupt = true;
        assertThat(witnessing(2).round().outcomes().get("stranger.test/w2")).contains("not good");
        assertThat(Witnessing.published(logFolder)).isEmpty();
        assertThat(CosignatureCheck.of(logFolder, List.of(book.key()), new ArrayList<>())).singleElement()
                .extracting(AuditReport.Finding::kind).isEqualTo(AuditReport.Kind.NOT_COSIGNED);
    }

    @Test
    void aForkedLogIsNotCosignedAndTheHubSaysWhy(@TempDir Path other) {
        witnessing(2).round();
        log.close();
        log = open(other);
        log.appendAll(events(100, 20));
        assertThat(witnessing(2).round().outcomes().values()).allSatisfy(outcome -> assertThat(outcome).contains("the log was forked"));
        log.appendAll(events(100, 20));
        assertThat(witnessing(2).round().outcomes()).hasEntrySatisfying("office.test/w1", outcome -> assertThat(outcome).startsWith("refused, 422: the proof does not show"))
                .hasEntrySatisfying("stranger.test/w2", outcome -> assertThat(outcome).startsWith("refused, 422"));
    }

    @Test
    void aLogThatWasSetBackIsNotCosignedAndTheHubSaysWhy(@TempDir Path other) {
        witnessing(2).round();
        log.close();
        log = open(other);
        log.appendAll(events(0, 10));
        assertThat(witnessing(2).round().outcomes().values()).allSatisfy(outcome ->
                assertThat(outcome).isEqualTo("it has cosigned 20 events, the log has 10: the log was set back"));
    }

    @Test
    void theBookAnswersAsTheProtocolSays(@TempDir Path other) throws IOException {
        Checkpoint twenty = log.checkpoint();
        assertThat(status(book.add(30, List.of(), twenty))).isEqualTo(400);
        assertThat(book.add(7, List.of(), twenty)).isEqualTo(new Witness.Answer.Conflict(0));
        assertThat(status(book.add(0, List.of(new byte[32]), twenty))).isEqualTo(422);
        assertThat(book.add(0, List.of(), twenty)).isInstanceOf(Witness.Answer.Cosigned.class);
        assertThat(book.add(20, List.of(), twenty)).isInstanceOf(Witness.Answer.Cosigned.class);
        assertThat(book.add(0, List.of(), twenty)).isEqualTo(new Witness.Answer.Conflict(20));
        try (MerkleLog unknown = MerkleLog.open(MerkleLog.Settings.of(other.resolve("unknown"), "elsewhere"), List.of(SIGNER), Clock.systemUTC());
                MerkleLog unsigned = MerkleLog.open(MerkleLog.Settings.of(other.resolve("unsigned"), "datong.test/log"), List.of(Ed25519Signer.generate("datong.test/log")), Clock.systemUTC())) {
            assertThat(status(book.add(20, List.of(), unknown.checkpoint()))).isEqualTo(404);
            assertThat(status(book.add(0, List.of(), unsigned.checkpoint()))).isEqualTo(403);
        }
    }

    @Test
    void whatIsNoRequestIsRefusedAtTheDoor() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (String body : List.of("", "old x\n\n", "old 0\n" + "AAAA\n".repeat(64) + "\n" + log.checkpoint().note(), "old 0\n\nnot a checkpoint\n", "x".repeat(70_000))) {
                HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + office.port() + "/add-checkpoint")).POST(HttpRequest.BodyPublishers.ofString(body)).build();
                assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(400);
            }
            assertThat(client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + office.port() + "/add-checkpoint")).build(), HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(404);
        }
    }

    private static int status(Witness.Answer answer) {
        return ((Witness.Answer.Refused) answer).status();
    }

    private Witnessing witnessing(int needed) {
        return new Witnessing(logFolder, log.reader(), List.of(new Witnessing.Seat(book.key(), new HttpWitness(URI.create("http://127.0.0.1:" + office.port()))),
                new Witnessing.Seat(WitnessKey.parse(stranger.key()), new HttpWitness(stranger.prefix()))), needed, new OwnEvents(log, () -> "own", Clock.systemUTC()));
    }

    private static MerkleLog open(Path folder) {
        return MerkleLog.open(MerkleLog.Settings.of(folder, "datong.test/log"), List.of(SIGNER), Clock.systemUTC());
    }

    private static List<AuditEvent> events(int from, int count) {
        return IntStream.range(from, from + count).mapToObj(each -> new AuditEvent("e-" + each, Instant.EPOCH, "QUERY", "u", "", "", "", "", "", "", List.of(), "", 0, 0, "DONE", "",
                List.of(), "", "", "", Map.of())).toList();
    }
}
