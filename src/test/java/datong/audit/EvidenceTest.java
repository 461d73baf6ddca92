package datong.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import datong.audit.bouncycastle.CertifiedTimeStamps;
import datong.audit.bouncycastle.TestAuthority;
import datong.audit.bouncycastle.TimeStampAnchor;
import datong.protection.CryptoSuite;
import datong.protection.Suite;
import datong.protection.bouncycastle.BouncyCastleSuites;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceTest {
    private static final LogKey KEY = LogKey.of(Events.SIGNER);
    private static final Ed25519Signer WITNESS = Ed25519Signer.generate("office.test/w1");
    private static final WitnessKey WITNESS_KEY = new WitnessKey("office.test/w1", WITNESS.publicKey());
    @TempDir
    Path folder;
    private TimeStamps trusted;

    /** Event 7 of 333, cosigned and time-stamped, with events behind it. */
    @BeforeEach
    void aLogThatWasCosignedAndTimeStamped() throws Exception {
        try (MerkleLog log = Events.open(folder); TestAuthority authority = new TestAuthority()) {
            log.appendAll(Events.events(333));
            OwnEvents own = new OwnEvents(log, () -> "own", Clock.systemUTC());
            Witness friendly = (oldSize, proof, checkpoint) -> new Witness.Answer.Cosigned(List.of(WitnessKey.cosign(checkpoint, WITNESS, Clock.systemUTC())));
            assertThat(new Witnessing(folder, log.reader(), List.of(new Witnessing.Seat(WITNESS_KEY, friendly)), 1, own).round().met()).isTrue();
            trusted = CertifiedTimeStamps.trusting(authority.rootPem());
            new Anchoring(folder, () -> Witnessing.published(folder), Map.of("tsa", new TimeStampAnchor(authority.address(), trusted)), Duration.ofHours(1), own).anchorWhatIsDue();
            log.appendAll(Events.events(100));
        }
    }

    @Test
    void evidenceHoldsOfflineWithCosignatureAndTimeStamp() {
        Evidence evidence = EvidenceJson.read(EvidenceJson.write(made(EvidenceDesk.USUAL)));
        List<String> notes = new ArrayList<>();
        assertThat(EvidenceDesk.check(evidence, LogKeys.alone(KEY), List.of(WITNESS_KEY), Optional.of(trusted), notes)).isEmpty();
        assertThat(evidence.checkpoint().size()).isEqualTo(333);
        assertThat(notes).hasSize(2).anyMatch(note -> note.startsWith("cosigned by office.test/w1 at ")).anyMatch(note -> note.contains("by the time stamp of CN=Test Time Stamps"));
    }

    @Test
    void evidenceSaysWhoAskedAndWhatTheRuleWasAndNotWhatStaysClosed() {
        String file = EvidenceJson.write(made(List.of("obligations_applied")));
        assertThat(file).contains("matter.policy.yaml:3 街道", "reporter_phone=mask", "u-17").doesNotContain("\"title\"").doesNotContain("第一");
        AuditEvent event = EvidenceJson.read(file).event();
        assertThat(event.policyVersion()).isEqualTo("p-1");
        assertThat(event.obligations()).containsExactly("reporter_phone=mask");
        assertThat(event.items()).isEmpty();
        assertThat(EvidenceJson.read(EvidenceJson.write(made(EventCommitment.LISTS))).event()).isEqualTo(Events.event("e-7"));
    }

    @Test
    void anyChangeIsNamed() {
        String file = EvidenceJson.write(made(EvidenceDesk.USUAL));
        for (Map.Entry<String, String> change : Map.of("PERMITTED", "DENIED", "reporter_phone=mask", "reporter_phone=reveal", "\"index\" : 7", "\"index\" : 8", "u-17", "u-18").entrySet()) {
            assertThat(file).contains(change.getKey());
            Evidence changed = EvidenceJson.read(file.replace(change.getKey(), change.getValue()));
            assertThat(check(changed)).as("%s", change).singleElement().asString().contains("is not event " + changed.index() + " of the log");
        }
        assertThat(check(EvidenceJson.read(file.replace("\\n333\\n", "\\n334\\n")))).first().asString().startsWith("the checkpoint is not signed by");
    }

    @Test
    void witnessesAndTimeStampsThatAreDemandedAndMissingAreNamed() throws Exception {
        Evidence evidence = made(EvidenceDesk.USUAL);
        Evidence bare = new Evidence(evidence.key(), evidence.index(), evidence.previousLeaf(), evidence.parts(), evidence.path(),
                new Checkpoint(evidence.checkpoint().origin(), 333, evidence.checkpoint().root(), evidence.checkpoint().signatures().subList(0, 1)), Optional.empty());
        assertThat(EvidenceDesk.check(bare, LogKeys.alone(KEY), List.of(WITNESS_KEY), Optional.of(trusted), new ArrayList<>()))
                .containsExactly("the checkpoint bears no good cosignature of office.test/w1", "it bears no time stamp");
        try (TestAuthority other = new TestAuthority()) {
            assertThat(EvidenceDesk.check(evidence, LogKeys.alone(KEY), List.of(), Optional.of(CertifiedTimeStamps.trusting(other.rootPem())), new ArrayList<>())).singleElement().asString().contains("not good");
        }
    }

    @Test
    void anEventThatNoTimeStampCoversIsProvenUnderTheNewestCheckpoint() {
        Evidence evidence = new EvidenceDesk(folder).make(400, EvidenceDesk.USUAL);
        assertThat(evidence.timeStamp()).isEmpty();
        assertThat(check(evidence)).isEmpty();
        assertThatThrownBy(() -> new EvidenceDesk(folder).make(434, EvidenceDesk.USUAL)).hasMessageContaining("no event 434");
        assertThatThrownBy(() -> new EvidenceDesk(folder).make(7, List.of("names"))).hasMessageContaining("expected some of [items,");
    }

    @Test
    void theScriptThatSharesNothingWithTheHubSaysTheSame(@TempDir Path outside) throws Exception {
        Path bundle = Files.writeString(outside.resolve("evidence-7.json"), EvidenceJson.write(made(EvidenceDesk.USUAL)));
        Path key = Files.writeString(outside.resolve("log.key"), KEY.toString());
        Path witness = Files.writeString(outside.resolve("witness.key"), WITNESS_KEY.toString());
        assertThat(script(bundle, key, witness)).contains("HOLDS: event 7 of 333", "\"reporter_phone=mask\"", "person_keys: none", "details: (closed), (closed)");
        assertThat(outside.resolve("evidence-7.json.note")).hasContent(made(EvidenceDesk.USUAL).checkpoint().note());
        assertThat(outside.resolve("evidence-7.json.tsr")).isNotEmptyFile();
        Path other = Files.writeString(outside.resolve("other.key"), new WitnessKey("office.test/w1", Ed25519Signer.generate("office.test/w1").publicKey()).toString());
        assertThat(script(bundle, key, other)).contains("WRONG: the checkpoint bears no good signature of office.test/w1");
        Files.writeString(bundle, Files.readString(bundle).replace("PERMITTED", "DENIED"));
        assertThat(script(bundle, key)).contains("WRONG: the event, as it was opened, is not in the log");
    }

    @Test
    void theScriptFollowsTheKeysOfTheLogAndChecksTheSm2Line(@TempDir Path renewed, @TempDir Path outside) throws Exception {
        Ed25519Signer former = Ed25519Signer.generate("datong.test/log");
        Ed25519Signer next = Ed25519Signer.generate("datong.test/log");
        CryptoSuite suite = new BouncyCastleSuites().of(Suite.SM);
        SecondKeyTest.Sm2 sm2 = new SecondKeyTest.Sm2(suite.signer(suite.newSigningKey()));
        Path old = outside.resolve("old.json");
        try (MerkleLog log = MerkleLog.open(MerkleLog.Settings.of(renewed, "datong.test/log"), List.of(former, sm2), Clock.systemUTC())) {
            log.appendAll(Events.events(20));
            log.checkpoint();
            Files.writeString(old, EvidenceJson.write(new EvidenceDesk(renewed).make(7, EvidenceDesk.USUAL)));
            log.handOver(List.of(next, sm2));
            log.appendAll(Events.events(5));
            log.checkpoint();
        }
        Path young = Files.writeString(outside.resolve("young.json"), EvidenceJson.write(new EvidenceDesk(renewed).make(7, EvidenceDesk.USUAL)));
        Path formerKey = Files.writeString(outside.resolve("former.key"), LogKey.of(former).toString());
        Path nextKey = Files.writeString(outside.resolve("next.key"), LogKey.of(next).toString());
        Path keys = renewed.resolve("log.keys");
        assertThat(script(young, formerKey)).contains("WRONG: the checkpoint bears no good signature");
        assertThat(script(young, formerKey, keys)).contains("HOLDS: event 7 of 25");
        assertThat(script(old, nextKey, keys)).contains("HOLDS: event 7 of 20");
        Path forged = Files.writeString(outside.resolve("log.keys"), Files.readString(keys).replaceFirst("^20", "21"));
        assertThat(script(young, formerKey, forged)).contains("WRONG: a hand-over of the log's key is not signed by both its keys");
        Path stranger = Files.writeString(outside.resolve("stranger.key"), KEY.toString());
        assertThat(script(young, stranger, keys)).contains("WRONG: the hand-overs do not lead to the key that was given");
        Assumptions.assumeTrue(script(young, nextKey, renewed.resolve(SecondKey.FILE)).lines().noneMatch(line -> line.contains("unsupported hash type")), "SKIPPED, this python3 has no SM3");
        assertThat(script(young, nextKey, renewed.resolve(SecondKey.FILE))).contains("HOLDS: event 7 of 25");
        Path other = outside.resolve("other.json");
        Files.writeString(other, Files.readString(young).replaceFirst("/sm2 (\\S{40})", "/sm2 $1AAAA"));
        assertThat(script(other, nextKey, renewed.resolve(SecondKey.FILE))).contains("WRONG: the checkpoint bears no good signature of datong.test/log/sm2");
    }

    private static String script(Path bundle, Path... keys) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("python3", "docs/evidence/verify.py", bundle.toString()));
        List.of(keys).forEach(key -> command.add(key.toString()));
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
            return said;
        } catch (IOException absent) {
            Assumptions.abort("SKIPPED, no python3 on this machine: " + absent.getMessage());
            throw absent;
        }
    }

    private static List<String> check(Evidence evidence) {
        return EvidenceDesk.check(evidence, LogKeys.alone(KEY), List.of(), Optional.empty(), new ArrayList<>());
    }

    private Evidence made(List<String> open) {
        return new EvidenceDesk(folder).make(7, open);
    }
}
