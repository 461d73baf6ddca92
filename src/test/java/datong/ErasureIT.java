package datong;

import static datong.TestHub.hotline;
import static datong.TestHub.order;
import static datong.TestHub.until;
import static org.assertj.core.api.Assertions.assertThat;

import datong.approval.Request;
import datong.approval.TwoPersons;
import datong.audit.AuditReport;
import datong.audit.AuditVerifier;
import datong.audit.LogKey;
import datong.erasure.Erasure;
import datong.intake.camel.Integrations;
import datong.ledger.Concerned;
import datong.ledger.PersonNumbers;
import datong.ledger.SubjectId;
import datong.persons.Candidate;
import datong.persons.PersonRequest;
import datong.persons.Receipt;
import datong.persons.Register;
import datong.persons.Sought;
import datong.policy.ranger.PolicyFolder;
import datong.protection.SubjectVault;
import datong.query.Queries;
import datong.query.QueryRequest;
import datong.schema.DatasetCode;
import datong.schema.Element;
import datong.schema.ItemName;
import datong.schema.LedgerSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person is erased from a whole hub by two persons, and nothing of them is left in the data folder. */
class ErasureIT {
    private static final String HOTLINE = "hotline-12345";
    private static final String PHONE = "15400009901";
    private static final String NAME = "欧阳灭迹";
    private static final String NAMESAKE = "司徒寻踪";
    private static final String OTHER = "15400009902";
    private static final TwoPersons.Person STEWARD = new TwoPersons.Person("steward", "11110199MB00DEM264", Set.of("data-steward"));
    private static final TwoPersons.Person AUTHORITY = new TwoPersons.Person("authority", "11110199MB00DEN65T", Set.of("platform-authority"));

    @TempDir
    Path folder;

    private record Sealed(UUID subject, byte[] phone) {}

    @Test
    void nothingOfAnErasedPersonIsLeftAndNothingSealedOpens() throws IOException {
        try (TestHub hub = TestHub.startAlone(folder)) {
            until("the hotline's route runs", () -> hub.part(Integrations.class).states().getOrDefault(HOTLINE, "").equals("Started"));
            hub.deliver(HOTLINE, hotline(List.of(), List.of(order("E-1", "来电人", NAME, "来电号码", PHONE), order("E-2", "来电人", "钱示例", "来电号码", OTHER),
                    order("E-3", "来电人", NAME, "来电号码", PHONE, "来电时间", "03.11.2026 08h12"))));
            hub.deliver(HOTLINE, hotline(List.of(), List.of(order("E-1", "来电人", NAME, "来电号码", PHONE, "标题", "改过的标题"))));
            hub.deliver(HOTLINE, hotline(List.of(), List.of(order("E-4", "来电人", "孙示例", "来电号码", "15400009903"))));
            until("both deliveries are put away", () -> done(hub) == 3);
            assertThat(hub.number("SELECT count(*) FROM ledger.matter_history WHERE source_key = 'E-1'")).isEqualTo(1);
            assertThat(hub.number("SELECT count(*) FROM intake.quarantine WHERE sealed IS NOT NULL")).isEqualTo(1);
            assertThat(FilesOf.holding(hub.data(), PHONE)).as("the look through the folder finds what is there").isNotEmpty().allMatch(file -> file.contains(".done"));
            Sealed sealed = hub.database().sql("SELECT subject, reporter_phone AS phone FROM ledger.matter WHERE source_key = 'E-1'").query(Sealed.class).single();
            assertThat(opens(hub, sealed)).isTrue();

            receiptTellsWhoLooked(hub);
            TwoPersons persons = hub.part(TwoPersons.class);
            String id = ((TwoPersons.Result.Done) persons.ask(Request.Kind.ERASURE, Map.of(Erasure.NUMBERS, PHONE), "本人申请（示例）", STEWARD)).request().id();
            assertThat(persons.confirm(id, STEWARD)).isEqualTo(new TwoPersons.Result.Refused("SAME_PERSON"));
            assertThat(opens(hub, sealed)).isTrue();
            assertThat(persons.confirm(id, AUTHORITY)).isInstanceOf(TwoPersons.Result.Done.class);
            Map<String, String> outcome = outcome(persons, id);
            hub.database().sql("CHECKPOINT").update();

            assertThat(outcome).containsEntry("keys_destroyed", "1").containsEntry("versions_deleted", "2").containsEntry("quarantined_records", "1").containsEntry("delivered_files", "2")
                    .containsEntry("files_waiting", "0");
            assertThat(opens(hub, sealed)).isFalse();
            assertThat(hub.number("SELECT count(*) FROM ledger.matter WHERE source_key = 'E-1'")).isZero();
            assertThat(hub.number("SELECT count(*) FROM ledger.matter WHERE source_key IN ('E-2', 'E-4')")).isEqualTo(hub.number("SELECT count(*) FROM ledger.matter"));
            assertThat(hub.number("SELECT count(*) FROM intake.quarantine WHERE sealed IS NOT NULL")).isZero();
            assertThat(hub.number("SELECT count(*) FROM resolution.facet f WHERE NOT EXISTS (SELECT FROM ledger.matter m WHERE m.record_id = f.record_id)")).isZero();
            assertThat(hub.number("SELECT count(*) FROM approval.request WHERE sealed IS NOT NULL")).isZero();
            for (String trace : List.of(PHONE, NAME)) {
                assertThat(FilesOf.holding(hub.data(), trace)).as("files that hold it").isEmpty();
            }
            assertThat(verified(hub).findings()).isEmpty();
            assertThat(FilesOf.holding(hub.data().resolve("audit"), "ERASURE_DONE")).isNotEmpty();

            comesAgain(hub);
            foundByName(hub);
        }
    }

    /** As a kill leaves it: confirmed, begun, the keys gone and nothing else; the next start goes on. */
    @Test
    void anErasureThatWasCutOffGoesOnAtTheNextStart() throws IOException {
        String id;
        try (TestHub hub = TestHub.startAlone(folder)) {
            until("the hotline's route runs", () -> hub.part(Integrations.class).states().getOrDefault(HOTLINE, "").equals("Started"));
            hub.deliver(HOTLINE, hotline(List.of(), List.of(order("E-1", "来电人", NAME, "来电号码", PHONE), order("E-2", "来电人", "钱示例", "来电号码", OTHER))));
            TwoPersons persons = hub.part(TwoPersons.class);
            id = ((TwoPersons.Result.Done) persons.ask(Request.Kind.ERASURE, Map.of(Erasure.NUMBERS, PHONE), "本人申请（示例）", STEWARD)).request().id();
            assertThat(hub.part(SubjectVault.class).erase(hub.part(SubjectVault.class).subject("phone", PHONE))).isTrue();
            hub.database().sql("UPDATE approval.request SET state = 'CONFIRMED', decided_by = 'authority', decided_at = asked_at, outcome = '{\"keys_destroyed\": \"1\"}' WHERE id = ?").param(id).update();
            assertThat(hub.number("SELECT count(*) FROM ledger.matter WHERE source_key = 'E-1'")).isEqualTo(1);
        }
        try (TestHub hub = TestHub.startAlone(folder)) {
            assertThat(outcome(hub.part(TwoPersons.class), id)).containsEntry("keys_destroyed", "1").containsEntry("versions_deleted", "1");
            assertThat(hub.number("SELECT count(*) FROM ledger.matter WHERE source_key = 'E-1'")).isZero();
            assertThat(hub.number("SELECT count(*) FROM ledger.matter WHERE source_key = 'E-2'")).isEqualTo(1);
            assertThat(FilesOf.holding(hub.data().resolve("audit"), "ERASURE_DONE")).isNotEmpty();
        }
    }

    private static Map<String, String> outcome(TwoPersons persons, String id) {
        until("the erasure is done", () -> persons.find(id).orElseThrow().state() == Request.State.DONE);
        return persons.find(id).orElseThrow().outcome();
    }

    /** The source was not told yet: its record is refused, counted, and not kept. */
    private static void comesAgain(TestHub hub) {
        hub.deliver(HOTLINE, hotline(List.of(), List.of(order("E-5", "来电人", NAME, "来电号码", PHONE), order("E-6", "来电号码", OTHER))));
        assertThat(hub.number("SELECT count(*) FROM intake.quarantine WHERE rule = 'SUBJECT_ERASED' AND sealed IS NULL")).isEqualTo(1);
        assertThat(hub.number("SELECT count(*) FROM ledger.matter WHERE source_key = 'E-6'")).isEqualTo(1);
    }

    /** Two of one name: the phone's ending tells which is meant, somebody says so, and only that one's records go. */
    private static void foundByName(TestHub hub) throws IOException {
        hub.deliver(HOTLINE, hotline(List.of(), List.of(order("N-1", "来电人", NAMESAKE, "来电号码", "15400009911"), order("N-2", "来电人", NAMESAKE, "来电号码", "15400009912"),
                order("N-3", "来电人", "钱示例", "来电号码", "15400119911"))));
        Register register = hub.part(Register.class);
        PersonRequest request = ((Register.Result.Done) register.receive(PersonRequest.Type.ERASE, PersonRequest.Proof.DOCUMENT, register.now(), STEWARD)).request();
        List<Candidate> candidates = register.candidates(request, Sought.of(NAMESAKE, "", "9911", "").orElseThrow(), STEWARD);
        assertThat(candidates).singleElement().satisfies(one -> assertThat(one.records()).isEqualTo(1));
        register.name(request.id(), new Concerned(PersonNumbers.NONE, candidates.getFirst().subjects()), STEWARD);
        register.decide(request.id(), true, "本人申请（示例）", "", STEWARD);

        TwoPersons persons = hub.part(TwoPersons.class);
        Map<String, String> terms = Map.of(Erasure.SUBJECTS, register.person(request.id()).orElseThrow().keys());
        String id = ((TwoPersons.Result.Done) persons.ask(Request.Kind.ERASURE, terms, "本人申请（示例）", STEWARD)).request().id();
        assertThat(persons.confirm(id, AUTHORITY)).isInstanceOf(TwoPersons.Result.Done.class);
        assertThat(outcome(persons, id)).containsEntry("keys_destroyed", "1").containsEntry("versions_deleted", "1");
        register.close(request.id(), STEWARD);

        assertThat(hub.database().sql("SELECT source_key FROM ledger.matter WHERE source_key LIKE 'N-%' ORDER BY source_key").query(String.class).list()).containsExactly("N-2", "N-3");
        assertThat(hub.number("SELECT count(*) FROM persons.request WHERE sealed IS NOT NULL")).isZero();
        assertThat(FilesOf.holding(hub.data().resolve("audit"), "PERSON_REQUEST_DONE")).isNotEmpty();
        assertThat(FilesOf.holding(hub.data().resolve("audit"), NAMESAKE)).isEmpty();
    }

    private static void receiptTellsWhoLooked(TestHub hub) {
        hub.part(Queries.class).ask(new QueryRequest(hub.part(PolicyFolder.class).find("street").orElseThrow(), new DatasetCode("hotline-12345"),
                List.of(new ItemName("source_no"), new ItemName("reporter_phone")), List.of(), List.of(), Optional.empty(), 100, "SERVICE.REQUEST", Optional.empty(), Optional.empty(),
                Optional.empty(), "127.0.0.1"));
        Register register = hub.part(Register.class);
        String id = ((Register.Result.Done) register.receive(PersonRequest.Type.ACCESS, PersonRequest.Proof.IN_PERSON, register.now(), STEWARD)).request().id();
        register.name(id, Concerned.parse(PHONE, "").orElseThrow(), STEWARD);
        register.decide(id, true, "本人申请（示例）", "", STEWARD);
        Receipt receipt = register.receipt(register.find(id).orElseThrow(), STEWARD).orElseThrow();
        assertThat(receipt.accesses()).singleElement().satisfies(access -> {
            assertThat(access.actor()).isEqualTo("street");
            assertThat(access.purpose()).isEqualTo("SERVICE.REQUEST");
            assertThat(access.shown()).anyMatch(item -> item.startsWith("reporter_phone="));
        });
        assertThat(receipt.kept()).singleElement().satisfies(kept -> assertThat(kept.told()).extracting(Candidate.Told::value).contains(PHONE, "E-1"));
        register.close(id, STEWARD);
    }

    private static boolean opens(TestHub hub, Sealed sealed) {
        return hub.part(SubjectVault.class).open(new SubjectId(sealed.subject().getMostSignificantBits(), sealed.subject().getLeastSignificantBits()), Element.MATTER,
                LedgerSchema.standard().element(Element.MATTER).item(new ItemName("reporter_phone")).orElseThrow(), sealed.phone()).isPresent();
    }

    private static long done(TestHub hub) throws IOException {
        Path done = hub.data().resolve("inbox").resolve(HOTLINE).resolve(".done");
        try (Stream<Path> files = Files.isDirectory(done) ? Files.list(done) : Stream.empty()) {
            return files.count();
        }
    }

    private static AuditReport verified(TestHub hub) throws IOException {
        Path log = hub.data().resolve("audit");
        return new AuditVerifier(log, LogKey.parse(Files.readString(log.resolve("log.key")))).verify(List.of());
    }
}
