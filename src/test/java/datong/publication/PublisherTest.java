package datong.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import datong.audit.AuditEvent;
import datong.audit.AuditLog;
import datong.classification.RuleBasedScanner;
import datong.policy.Decision;
import datong.policy.Treatment;
import datong.protection.FileEnvelope;
import datong.protection.FileEnvelopes;
import datong.protection.ProtectorByRule;
import datong.publication.ReleaseOutcome.Refused;
import datong.publication.ReleaseOutcome.Released;
import datong.publication.parquet.ParquetTable;
import datong.publication.yaml.PublicationFolder;
import datong.query.TestHouse;
import datong.schema.LedgerSchema;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublisherTest {
    private static final ProtectorByRule.Rule CAREFUL = (item, treatment, clear) -> treatment instanceof Treatment.Reveal ? clear : "***";
    @TempDir
    Path folder;
    private final TestHouse.Log log = new TestHouse.Log();
    private final TestHouse.Decisions decisions = new TestHouse.Decisions();
    private final ReleaseNeighbours.Register register = new ReleaseNeighbours.Register();
    private final ReleaseNeighbours.Rows ledger = new ReleaseNeighbours.Rows();
    private ProtectorByRule.Rule rule = CAREFUL;
    private FileEnvelopes envelopes = organisation -> Optional.empty();
    private int ids;

    @Test
    void aReleaseIsWrittenInBothFormatsAndReadsBackTheSame() throws IOException {
        ledger.add(Map.of("title", "路灯不亮", "status", "CLOSED", "involved_count", 3, "reported_at", Instant.parse("2026-11-03T04:05:06Z")));
        ledger.add(Map.of("title", "噪音", "status", "OPEN"));
        Released released = (Released) release("title: ", "status: ", "involved_count: ", "reported_at: ");

        List<List<String>> rows = List.of(List.of("title", "status", "involved_count", "reported_at"),
                List.of("***", "CLOSED", "3", "2026-11-03T04:05:06Z"), row("***", "OPEN", null, null));
        assertThat(read(new CsvTable(), released)).isEqualTo(rows);
        assertThat(read(new ParquetTable(), released)).isEqualTo(rows);
        assertThat(released.folder()).isEqualTo(folder.resolve("releases/open/1"));
        assertThat(register.entered).containsExactly(released.release());
    }

    @Test
    void theManifestTellsWhatLiesBesideIt() throws Exception {
        ledger.add(Map.of("title", "路灯不亮", "status", "CLOSED"));
        Released released = (Released) release("title: ", "status: ", "content: drop");
        JsonNode manifest = new ObjectMapper().readTree(released.folder().resolve("manifest.json").toFile());

        assertThat(manifest.get("items")).hasToString("{\"title\":\"mask\",\"status\":\"reveal\",\"content\":\"drop\"}");
        assertThat(manifest.get("records").asLong()).isEqualTo(1);
        assertThat(manifest.get("policy_version").asText()).isEqualTo("v1");
        assertThat(manifest.get("mappings").get(0).asText()).isEqualTo("hotline-12345 1.0.0");
        byte[] csv = Files.readAllBytes(released.folder().resolve("open.csv"));
        assertThat(manifest.get("files").get(0).get("sha256").asText())
                .isEqualTo("%064x".formatted(new BigInteger(1, MessageDigest.getInstance("SHA-256").digest(csv))));
        assertThat(released.folder()).isDirectoryNotContaining(file -> file.getFileName().toString().contains("digests"));
    }

    @Test
    void theAuditEventNamesTreatmentsAndFilesButNoValue() {
        ledger.add(Map.of("title", "路灯不亮", "status", "CLOSED"));
        release("title: ", "status: ");
        assertThat(log.events).singleElement().satisfies(event -> {
            assertThat(event.kind()).isEqualTo("RELEASE");
            assertThat(event.obligations()).containsExactly("title=mask", "status=reveal");
            assertThat(event.details()).containsKeys("sha256.open.csv", "sha256.open.parquet").containsEntry("version", "1");
            assertThat(event.toString()).doesNotContain("路灯", "CLOSED");
        });
    }

    @Test
    void anEncryptedReleaseHoldsNothingInClear() throws IOException {
        ledger.add(Map.of("title", "路灯不亮", "status", "CLOSED"));
        envelopes = organisation -> organisation.equals("11110199MB00DEN73M") ? Optional.of(new Inverting()) : Optional.empty();
        Released released = (Released) released("title: \n  status: ", "encrypted: true");
        assertThat(released.release().files()).extracting(Release.File::name).containsExactly("open.csv.sealed", "open.parquet.sealed");
        try (Stream<Path> files = Files.list(released.folder())) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder("open.csv.sealed", "open.parquet.sealed", "manifest.json");
        }
        byte[] sealed = Files.readAllBytes(released.folder().resolve("open.csv.sealed"));
        assertThat(new String(sealed, java.nio.charset.StandardCharsets.ISO_8859_1)).doesNotContain("CLOSED");
        for (int at = 0; at < sealed.length; at++) {
            sealed[at] ^= -1;
        }
        assertThat(new String(sealed, java.nio.charset.StandardCharsets.UTF_8)).contains("***,CLOSED");
        assertThat(log.events.getLast().details()).containsEntry("encrypted", "every bit turned");
    }

    @Test
    void anEncryptedReleaseWithoutAKeyIsRefusedAndNeverMadeInClear() {
        ledger.add(Map.of("status", "CLOSED"));
        assertRefused(released("status: ", "encrypted: true"), "NO_RECIPIENT_KEY", "policies/recipients/11110199MB00DEN73M.pem");
        envelopes = organisation -> {
            throw new datong.protection.CryptoSuite.CryptoFailure("11110199MB00DEN73M.pem does not hold public keys");
        };
        assertRefused(released("status: ", "encrypted: true"), "NO_RECIPIENT_KEY", "does not hold public keys");
    }

    @Test
    void canariesStandInTheFilesAndAreCountedAsNobody() throws IOException {
        rule = (item, treatment, clear) -> clear;
        decisions.then = decision -> with((Decision.Permitted) decision, "reporter_phone", new Treatment.Reveal());
        for (int row = 0; row < 40; row++) {
            ledger.add(Map.of("reporter_phone", "1380013%04d".formatted(row), "status", "CLOSED"));
        }
        Released released = (Released) released("reporter_phone: \n  status: ", "canaries: 3");
        List<List<String>> rows = read(new CsvTable(), released);
        assertThat(rows).hasSize(1 + 40 + 3);
        assertThat(read(new ParquetTable(), released)).isEqualTo(rows);
        assertThat(released.release().records()).isEqualTo(40);
        assertThat(log.events.getLast()).satisfies(event -> {
            assertThat(event.records()).isEqualTo(40);
            assertThat(event.details()).containsEntry("canaries", "3");
        });
        JsonNode manifest = new ObjectMapper().readTree(released.folder().resolve("manifest.json").toFile());
        assertThat(manifest.get("records").asInt() + manifest.get("records_for_tracing").asInt()).isEqualTo(43);
        List<List<String>> canaries = rows.stream().filter(row -> row.getFirst().startsWith("154")).toList();
        assertThat(canaries).hasSize(3).allSatisfy(row -> {
            assertThat(row.get(0)).matches("154\\d{8}");
            assertThat(row.get(1)).isEqualTo("CLOSED");
        });

        CanaryRegister.Search part = new CanaryRegister(folder.resolve("releases"), PublisherTest::digest).search();
        part.row(List.of("CLOSED", canaries.getFirst().get(0)));
        assertThat(part.traced()).singleElement().satisfies(traced -> assertThat(traced.words()).startsWith("open version 1 for 11110199MB00DEN73M"));
        CanaryRegister.Search others = new CanaryRegister(folder.resolve("releases"), PublisherTest::digest).search();
        rows.stream().filter(row -> !row.getFirst().startsWith("154")).forEach(others::row);
        assertThat(others.traced()).isEmpty();
        CanaryRegister.Search strangers = new CanaryRegister(folder.resolve("releases"), bytes -> new byte[32]).search();
        rows.forEach(strangers::row);
        assertThat(strangers.traced()).as("without the key").isEmpty();
        CanaryRegister register = new CanaryRegister(folder.resolve("releases"), PublisherTest::digest);
        assertThat(register.releaseOf(canaries.getFirst().getFirst())).contains(released.release().id());
        assertThat(register.releaseOf("13800130001")).as("a number of the ledger").isEmpty();
    }

    @Test
    void aReleaseWithoutRecordsHasNoCanaries() throws IOException {
        Released released = (Released) released("status: ", "canaries: 3");
        assertThat(read(new CsvTable(), released)).hasSize(1);
    }

    /** Stands for the keyed one. */
    private static byte[] digest(byte[] input) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(input);
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static final class Inverting implements FileEnvelope {
        @Override
        public String ending() {
            return "sealed";
        }

        @Override
        public String words() {
            return "every bit turned";
        }

        @Override
        public OutputStream seal(OutputStream sealed) {
            return new FilterOutputStream(sealed) {
                @Override
                public void write(int octet) throws IOException {
                    out.write(octet ^ 0xFF);
                }
            };
        }
    }

    @Test
    void aMaskThatDoesNotMaskDestroysTheRelease() {
        rule = (item, treatment, clear) -> clear;
        ledger.add(Map.of("reporter_phone", "15400001001", "status", "OPEN"));
        assertRefused(release("reporter_phone: ", "status: "), "RELEASE_CHECK", "column reporter_phone (mask) holds clear personal values");
    }

    @Test
    void aMaskThatForgetsOneRowOfManyDestroysTheRelease() {
        rule = (item, treatment, clear) -> treatment instanceof Treatment.Reveal || clear.equals("赵一二") ? clear : "***";
        for (int row = 0; row < 500; row++) {
            ledger.add(Map.of("reporter_name", row == 321 ? "赵一二" : "钱三四", "status", "OPEN"));
        }
        assertRefused(release("reporter_name: ", "status: "), "RELEASE_CHECK", "(1 cells, the first in row 322)");
    }

    @Test
    void aPhoneInATextThatThePoliciesShowDestroysTheRelease() {
        ledger.add(Map.of("division_code", "110199001", "status", "回电13800138000"));
        decisions.then = decision -> with((Decision.Permitted) decision, "lead_org_name", new Treatment.Reveal());
        assertThat(release("status: ")).isInstanceOf(Released.class);
        ledger.add(Map.of("category_path", "回电13800138000"));
        assertRefused(release("category_path: "), "RELEASE_CHECK", "column category_path (reveal) holds clear personal values");
    }

    @Test
    void aDroppedNumberInTheColumnBesideItDestroysTheRelease() {
        ledger.add(Map.of("reporter_id_number", "110199195803121021", "status", "见110199195803121021"));
        assertRefused(release("reporter_id_number: ", "status: "), "RELEASE_CHECK", "the clear value of reporter_id_number stands in column status");
    }

    @Test
    void aTreatmentMayOnlyBeStricter() {
        ledger.add(Map.of("reporter_phone", "15400001001"));
        assertRefused(release("reporter_phone: reveal"), "NOT_STRICTER", "the policies demand 'mask' for reporter_phone");
        assertRefused(release("reporter_phone: pseudonymise"), "NOT_STRICTER", "is not surely more");
        assertThat(release("reporter_phone: drop", "status: ")).isInstanceOf(Released.class);
    }

    @Test
    void anL4ItemInClearIsRefusedWhateverThePoliciesSay() {
        decisions.then = decision -> with((Decision.Permitted) decision, "reporter_id_number", new Treatment.Reveal());
        assertRefused(release("reporter_id_number: "), "L4_IN_CLEAR", "never leaves as a file in clear");
    }

    @Test
    void aFilterOnWhatTheRecipientDoesNotSeeIsRefused() {
        assertRefused(released("status: ", "filter: [ { item: reporter_phone, operator: eq, values: '15400001001' } ]"), "FILTER_NOT_CLEAR", "reporter_phone");
    }

    @Test
    void aFilterIsTypedAndGivenToTheLedger() {
        assertThat(released("status: ", "filter: [ { item: involved_count, operator: ge, values: 3 } ]")).isInstanceOf(Released.class);
        assertThat(ledger.asked.getLast().conditions()).singleElement().satisfies(condition -> assertThat(condition.values()).containsExactly(3));
        assertThat(ledger.asked.getLast().scope().divisions()).containsExactly("110199001");
    }

    @Test
    void aDenialIsARefusalWithItsRule() {
        decisions.then = decision -> new Decision.Denied(Decision.Check.GRANT, "no-grant", "there is no grant", "v1");
        assertRefused(release("status: "), "no-grant", "there is no grant");
    }

    @Test
    void anUnknownObligationIsARefusal() {
        decisions.then = decision -> obliged((Decision.Permitted) decision, "WATERMARK");
        assertRefused(release("status: "), "UNKNOWN_OBLIGATION", "WATERMARK");
    }

    @Test
    void moreRowsThanAllowedAreARefusal() {
        decisions.then = decision -> obliged((Decision.Permitted) decision, "MAX_ROWS:1");
        ledger.add(Map.of("status", "OPEN"));
        ledger.add(Map.of("status", "CLOSED"));
        assertRefused(release("status: "), "MAX_ROWS", "more than the 1 rows");
    }

    @Test
    void withoutAnAuditLogNothingBecomesVisible() {
        ledger.add(Map.of("status", "OPEN"));
        log.broken = true;
        assertThatThrownBy(() -> release("status: ")).isInstanceOf(AuditLog.AuditUnavailable.class);
        assertNothingLeft();
    }

    @Test
    void aLedgerThatFailsLeavesNoFiles() {
        ledger.broken = true;
        assertThatThrownBy(() -> release("status: ")).hasMessage("the ledger is gone");
        assertNothingLeft();
    }

    @Test
    void aFormulaIsNoFormulaInASpreadsheet() throws IOException {
        ledger.add(Map.of("status", "=HYPERLINK(\"x\")", "involved_count", -5));
        Released released = (Released) release("status: ", "involved_count: ");
        assertThat(Files.readString(released.folder().resolve("open.csv"))).isEqualTo("\uFEFFstatus,involved_count\r\n\"'=HYPERLINK(\"\"x\"\")\",-5\r\n");
    }

    @Test
    void theNextReleaseIsTheNextVersion() {
        ledger.add(Map.of("status", "OPEN"));
        release("status: ");
        assertThat(((Released) release("status: ")).folder()).isEqualTo(folder.resolve("releases/open/2"));
    }

    @Test
    void aReleaseWhoseRegisterFailsAfterTheRenameIsCompletedAndAuditedBeforeTheNext() {
        ledger.add(Map.of("status", "OPEN"));
        register.brokenAt = "published";
        assertThatThrownBy(() -> release("status: ")).hasMessage("the register is gone");
        assertThat(folder.resolve("releases/open/1")).isDirectory();
        assertThat(register.newest(9)).isEmpty();

        register.brokenAt = "";
        assertThat(((Released) release("status: ")).release().version()).isEqualTo(2);
        assertThat(register.entered).extracting(Release::version).containsExactly(1, 2);
        assertThat(log.events).extracting(AuditEvent::kind).containsExactly("RELEASE", "RELEASE_COMPLETED", "RELEASE");
    }

    @Test
    void aReleaseWhoseRegisterFailsBeforeItIsReadyIsDestroyedAndItsVersionIsNotGivenAgain() throws IOException {
        ledger.add(Map.of("status", "OPEN"));
        register.brokenAt = "ready";
        assertThatThrownBy(() -> release("status: ")).hasMessage("the register is gone");
        assertNothingLeft();

        register.brokenAt = "";
        publisher("status: ", "").settle();
        assertThat(register.abandoned).hasSize(1);
        assertThat(log.events.getLast()).satisfies(event -> assertThat(event.kind() + event.details().get("version")).isEqualTo("RELEASE_ABANDONED1"));
        assertThat(((Released) release("status: ")).release().version()).isEqualTo(2);
    }

    @Test
    void aReleaseThatWasKilledBeforeTheRenameIsPublishedAtTheNextStart() throws IOException {
        killedBeforeTheRename();
        publisher("status: ", "").settle();

        assertThat(folder.resolve("releases/open/1/open.csv")).isRegularFile();
        assertThat(register.entered).hasSize(1);
        assertThat(register.open).isEmpty();
        assertThat(log.events.getLast().kind()).isEqualTo("RELEASE_COMPLETED");
        publisher("status: ", "").settle();
        assertThat(log.events.getLast().kind()).as("settled once").isEqualTo("RELEASE_COMPLETED");
        assertThat(log.events).hasSize(2);
    }

    @Test
    void aReleaseThatWasKilledIsDestroyedIfItsFilesAreNotThoseThatWereChecked() throws IOException {
        Path staging = killedBeforeTheRename();
        Files.writeString(staging.resolve("open.csv"), "status\nX\n");
        publisher("status: ", "").settle();

        assertThat(register.abandoned).hasSize(1);
        assertThat(log.events.getLast().kind()).isEqualTo("RELEASE_ABANDONED");
        assertNothingLeft();
    }

    @Test
    void filesThatNoRegisterKnowsAreDestroyed() throws IOException {
        register.open.remove(killedBeforeTheRename().getFileName().toString());
        publisher("status: ", "").settle();

        assertNothingLeft();
        assertThat(log.events).as("nothing but the release itself").hasSize(1);
    }

    /** Undoes the last steps of a release: as a kill right before the rename would leave it. */
    private Path killedBeforeTheRename() throws IOException {
        ledger.add(Map.of("status", "OPEN"));
        Released released = (Released) release("status: ");
        Path staging = Files.createDirectories(folder.resolve("releases/.staging")).resolve(released.release().id());
        Files.move(released.folder(), staging);
        register.entered.clear();
        register.open.put(released.release().id(), new Releases.Unfinished(released.release().id(), "open", 1, java.util.Optional.of(released.release())));
        return staging;
    }

    private ReleaseOutcome release(String... items) {
        return released(String.join("\n  ", items), "");
    }

    private ReleaseOutcome released(String items, String filter) {
        return publisher(items, filter).release("open", TestHouse.STREET);
    }

    private Publisher publisher(String items, String filter) {
        try {
            Path files = Files.createDirectories(folder.resolve("publications"));
            Files.writeString(files.resolve("open.publication.yaml"), "dataset: hotline\nrecipient: { organisation: 11110199MB00DEN73M, class: open-data }\n"
                    + "purpose: STATISTICS\nitems:\n  " + items + "\n" + filter + "\n");
            PublicationFolder publications = new PublicationFolder(files);
            assertThat(publications.refresh()).isEmpty();
            return new Publisher(publications, TestHouse.datasets(ReleaseNeighbours.hotline()), LedgerSchema::standard, decisions,
                    ReleaseNeighbours.organisations(), ledger, new ProtectorByRule(rule), envelopes, new RuleBasedScanner((text, start) -> 0), new CanaryRegister(folder.resolve("releases"), PublisherTest::digest), register,
                    List.of(new CsvTable(), new ParquetTable()), folder.resolve("releases"), log, () -> "id-" + ids++,
                    Clock.fixed(Instant.parse("2026-11-03T04:05:06Z"), ZoneOffset.UTC));
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private void assertRefused(ReleaseOutcome outcome, String rule, String reason) {
        assertThat(outcome).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.rule()).isEqualTo(rule);
            assertThat(refused.reason()).contains(reason).doesNotContain("15400001001", "110199195803121021", "赵一二", "13800138000");
            assertThat(log.events.getLast().decision()).isEqualTo("DENIED");
        });
        assertThat(folder.resolve("releases/open/" + (register.entered.size() + 1))).doesNotExist();
    }

    private void assertNothingLeft() {
        try (Stream<Path> files = Files.walk(folder.resolve("releases"))) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static List<List<String>> read(TableFormat format, Released released) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        format.read(released.folder().resolve("open." + format.ending()), new TableFormat.RowReader() {
            @Override
            public void columns(List<String> names) {
                rows.add(names);
            }

            @Override
            public void row(List<String> cells) {
                rows.add(cells);
            }
        });
        return rows;
    }

    private static List<String> row(String... cells) {
        return java.util.Arrays.asList(cells);
    }

    private static Decision with(Decision.Permitted permitted, String item, Treatment treatment) {
        Map<datong.schema.ItemName, Treatment> treatments = new java.util.HashMap<>(permitted.treatments());
        treatments.put(new datong.schema.ItemName(item), treatment);
        return new Decision.Permitted(permitted.scope(), treatments, permitted.lookups(), permitted.obligations(), permitted.rule(), permitted.policyVersion());
    }

    private static Decision obliged(Decision.Permitted permitted, String obligation) {
        return new Decision.Permitted(permitted.scope(), permitted.treatments(), permitted.lookups(), List.of(obligation), permitted.rule(),
                permitted.policyVersion());
    }
}
