package datong.web.security;

import datong.audit.AuditEvent;
import datong.audit.Ed25519Signer;
import datong.audit.LogTiles;
import datong.audit.MerkleLog;
import datong.catalogue.Catalogue;
import datong.classification.RuleBasedScanner;
import datong.intake.VerificationRequest;
import datong.intake.VerificationRequests;
import datong.intake.Verifying;
import datong.mapping.Mapping;
import datong.mapping.Mappings;
import datong.policy.AccessDecisions;
import datong.policy.Subject;
import datong.policy.Subjects;
import datong.policy.UsageInMemory;
import datong.protection.FileEnvelopes;
import datong.protection.ShowingProtector;
import datong.query.ChangeConductor;
import datong.query.ChangeQueries;
import datong.query.ListChanges;
import datong.query.ListLedger;
import datong.query.Queries;
import datong.query.QueryAnswer;
import datong.query.QueryConductor;
import datong.query.TestHouse;
import datong.schema.DatasetCode;
import datong.schema.LedgerSchema;
import datong.statistics.BudgetBook;
import datong.statistics.Budgets;
import datong.statistics.Offer;
import datong.statistics.Offers;
import datong.statistics.Statistics;
import datong.statistics.StatisticsAnswer;
import datong.web.VerificationRows;
import datong.web.api.LogDoor;
import datong.web.views.ViewDesk;
import datong.web.views.ViewsInMemory;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The neighbours of the web rooms, by hand, so that the doors are tested without database and policies. */
class WebHouse {
    static final int RECORDS = 2_500;
    static final Subject STEWARD = new Subject("steward", Subject.Kind.PERSON, "Steward", "11110199MB00DEM264", "110199", Set.of("data-steward"), Set.of());
    static final Subject OPERATOR = new Subject("operator", Subject.Kind.PERSON, "Operator", "91110199MA00DEN88U", "110199", Set.of("vendor-operator"), Set.of());
    static final Subject MARKET = new Subject("market-system", Subject.Kind.SYSTEM, "Market", "11110199MB00DEN14J", "110199", Set.of("department-system"), Set.of());

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    /** Those the policies know, without whom a test takes away. */
    static final class People implements Subjects {
        final Set<String> gone = ConcurrentHashMap.newKeySet();

        @Override
        public Optional<Subject> find(String id) {
            return all().stream().filter(subject -> subject.id().equals(id)).findFirst();
        }

        @Override
        public List<Subject> all() {
            return Stream.of(MARKET, OPERATOR, STEWARD).filter(subject -> !gone.contains(subject.id())).toList();
        }
    }

    @Bean
    People subjects() {
        return new People();
    }

    @Bean
    TestHouse.Log auditLog() {
        return new TestHouse.Log();
    }

    @Bean
    TestHouse.Decisions decisions() {
        return new TestHouse.Decisions();
    }

    @Bean
    ListLedger ledger() {
        ListLedger ledger = new ListLedger();
        for (int number = 0; number < RECORDS; number++) {
            Map<String, Object> record = new HashMap<>();
            record.put("record_id", ListLedger.id(number));
            record.put("title", "title");
            record.put("reported_at", Instant.parse("2026-01-01T00:00:00Z").plusSeconds(number / 7));
            record.put("division_code", "110199001001");
            record.put("status", number == 0 ? "=HYPERLINK(\"x\"),1" : "OPEN");
            record.put("reporter_phone", "154" + "%08d".formatted(number));
            ledger.with(record);
        }
        return ledger;
    }

    @Bean
    Queries queries(ListLedger ledger, AccessDecisions decisions, TestHouse.Log log, Clock clock) {
        LedgerSchema schema = LedgerSchema.standard();
        return new QueryConductor(TestHouse.datasets(TestHouse.hotline()), () -> schema, decisions, ledger, new ShowingProtector(), log,
                new UsageInMemory(), TestHouse::digest, reason -> reason, () -> UUID.randomUUID().toString(), clock);
    }

    @Bean
    FileEnvelopes fileEnvelopes() {
        return organisation -> Optional.empty();
    }

    @Bean
    ListChanges changes(ListLedger ledger) {
        return new ListChanges(ledger);
    }

    @Bean
    ChangeQueries changeQueries(ListLedger ledger, ListChanges changes, AccessDecisions decisions, TestHouse.Log log, Clock clock) {
        LedgerSchema schema = LedgerSchema.standard();
        return new ChangeConductor(TestHouse.datasets(TestHouse.hotline()), () -> schema, decisions, ledger, changes, new ShowingProtector(), log, new UsageInMemory(), TestHouse::digest, () -> List.of(TestHouse::digest),
                reason -> reason, () -> UUID.randomUUID().toString(), clock);
    }

    @Bean
    datong.catalogue.rdf4j.Departments departments() {
        return (code, english) -> code;
    }

    @Bean
    ViewDesk viewDesk(TestHouse.Log log, Clock clock) {
        LedgerSchema schema = LedgerSchema.standard();
        return new ViewDesk(new ViewsInMemory(), TestHouse.datasets(TestHouse.hotline()), () -> schema, log, () -> UUID.randomUUID().toString(), clock);
    }

    @Bean
    Statistics statistics() {
        return request -> new StatisticsAnswer.Invalid(new QueryAnswer.Invalid("NOT_COUNTED", "nothing is counted here"));
    }

    @Bean
    BudgetBook budgetBook() {
        return new BudgetBook(new NoOffers(), new NoBudgets());
    }

    private record NoOffers() implements Offers {
        @Override
        public Optional<Offer> find(DatasetCode dataset) {
            return Optional.empty();
        }

        @Override
        public List<Offer> all() {
            return List.of();
        }
    }

    private record NoBudgets() implements Budgets {
        @Override
        public Spending spend(Account account, byte[] key, long epsilon, long budget, String subject) {
            return new Spending(false, false, 0);
        }

        @Override
        public long spent(Account account) {
            return 0;
        }

        @Override
        public List<Line> all() {
            return List.of();
        }
    }

    @Bean
    Catalogue catalogue(ListLedger ledger, AccessDecisions decisions, TestHouse.Log log, Clock clock) {
        LedgerSchema schema = LedgerSchema.standard();
        return new Catalogue(TestHouse.datasets(TestHouse.hotline()), () -> schema, () -> datong.catalogue.Register.EMPTY, new datong.catalogue.WholeRuns(), () -> datong.catalogue.OtherNames.NONE, decisions, ledger, datong.catalogue.Standings.UNKNOWN, log, () -> UUID.randomUUID().toString(), clock);
    }

    @Bean
    datong.intake.Spool spool() throws java.io.IOException {
        return new datong.intake.Spool(java.nio.file.Files.createTempDirectory("spool"));
    }

    @Bean
    datong.intake.SourcePush sourcePush() {
        return (source, sender, body, kind) -> {
            throw new UnsupportedOperationException("nobody pushes here");
        };
    }

    @Bean
    Verifying verifying(TestHouse.Log log, Clock clock) {
        return new Verifying(new NoRequests(), new NoMappings(), new RuleBasedScanner((text, start) -> 0), (day, count) -> Optional.empty(), log, () -> UUID.randomUUID().toString(), clock);
    }

    /** A door that stands open, with 300 events behind it. */
    @Bean
    LogDoor logDoor() throws java.io.IOException {
        java.nio.file.Path folder = java.nio.file.Files.createTempDirectory("log");
        try (MerkleLog log = MerkleLog.open(MerkleLog.Settings.of(folder, "datong.test/log"), List.of(Ed25519Signer.generate("datong.test/log")), Clock.systemUTC())) {
            for (int number = 0; number < 300; number++) {
                log.append(new AuditEvent("e-" + number, Instant.EPOCH, "QUERY", "nobody", "", "", "", "", "", "", List.of(), "", 0, 0, "DONE", "", List.of(), "", "", "", Map.of()));
            }
        }
        return new LogDoor(true, LogTiles.of(folder));
    }

    /** Nothing was applied for here. */
    @Bean
    datong.sharing.Sharing sharing(Clock clock) {
        return new datong.sharing.Sharing(new datong.sharing.ApplicationsInMemory(), null, TestHouse.datasets(TestHouse.hotline()), dataset -> List.of(), (dataset, item) -> dataset.share(), () -> null, text -> false,
                new datong.sharing.SharingEvents(() -> UUID.randomUUID().toString(), clock), clock);
    }

    /** Nothing is disputed here. */
    @Bean
    datong.correction.CorrectionDesk correctionDesk(TestHouse.Log log, Clock clock) {
        return new datong.correction.DisputesInMemory().desk(TestHouse.datasets(TestHouse.hotline()), LedgerSchema.standard(), log, datong.calendar.WorkingDays.NONE, clock);
    }

    @Bean
    VerificationRows verificationRows() {
        return request -> List.of();
    }

    private record NoMappings() implements Mappings {
        @Override
        public Optional<Mapping> find(String source) {
            return Optional.empty();
        }

        @Override
        public List<Mapping> all() {
            return List.of();
        }
    }

    /** Nobody is asked to verify anything here. */
    private record NoRequests() implements VerificationRequests {
        @Override
        public long send(VerificationRequest request, int most) {
            return 0;
        }

        @Override
        public List<VerificationRequest> all(Optional<String> source, Optional<String> provider, int most) {
            return List.of();
        }

        @Override
        public Optional<VerificationRequest> find(String id) {
            return Optional.empty();
        }

        @Override
        public boolean answer(String id, VerificationRequest.Answer answer) {
            return false;
        }

        @Override
        public boolean close(String id, String by, Instant at, boolean settled) {
            return false;
        }

        @Override
        public List<String> records(String id) {
            return List.of();
        }
    }

    /** Stands for the console. */
    @RestController
    static class Page {
        @GetMapping({"/", "/deep/page"})
        String page(Subject subject) {
            return "page of " + subject.id();
        }

        @GetMapping("/form")
        String form(CsrfToken token) {
            return token.getToken();
        }
    }
}
