package datong.web.console;

import datong.audit.AuditLog;
import datong.calendar.yaml.CalendarFolder;
import datong.catalogue.CollectionDesk;
import datong.catalogue.Submission;
import datong.catalogue.SubmissionDesk;
import datong.catalogue.SubmissionHouse;
import datong.correction.CorrectionDesk;
import datong.correction.Dispute;
import datong.correction.DisputesInMemory;
import datong.correction.Recall;
import datong.disposal.Certificate;
import datong.disposal.CertificatesInMemory;
import datong.disposal.Rule;
import datong.notices.Notice;
import datong.notices.Notices;
import datong.notices.ToldInMemory;
import datong.northbound.Report;
import datong.northbound.ReportsInMemory;
import datong.policy.Subject;
import datong.policy.Vocabulary;
import datong.schema.Dataset;
import datong.schema.DatasetCode;
import datong.schema.Datasets;
import datong.schema.LedgerSchema;
import datong.sharing.Application;
import datong.sharing.ApplicationClocks;
import datong.sharing.ApplicationsInMemory;
import datong.sharing.ClockRound;
import datong.sharing.Grants;
import datong.sharing.Move.Field;
import datong.sharing.Move;
import datong.sharing.Role;
import datong.sharing.Sharing;
import datong.sharing.SharingEvents;
import datong.sharing.State;
import datong.sharing.Step;
import datong.sharing.Terms;
import datong.sharing.yaml.ClockFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Three applications in the console's test district: one refused with every step that comes before, one whose answer is late, one in use whose data are passed on. */
final class TestSharing {
    static final String REFUSED = "01K8000000000000000000S001";
    static final String LATE = "01K8000000000000000000S002";
    static final String USED = "01K8000000000000000000S003";
    static final String SUBMITTED = "01K8000000000000000000E001";
    static final String DISPUTED = "01K8000000000000000000D001";
    static final String CORRECTED = "01K8000000000000000000D002";
    private static final String MARKET = "11110199MB00DEN14J";

    private TestSharing() {}

    static Sharing sharing(TestViews views) {
        ApplicationsInMemory applications = new ApplicationsInMemory();
        Instant begun = TestViews.NOON.minus(Duration.ofDays(40));
        Application refused = new Application(REFUSED, "11110199MB00DEM264", false, terms(), State.DRAFT, "ma.officer", begun, List.of());
        refused = after(refused, Move.SUBMIT, "ma.head", Role.DEMANDER_HEAD, Map.of());
        refused = after(refused, Move.ASK_EXTENSION, "zhou.officer", Role.PROVIDER_OFFICER, Map.of(Field.DAYS, "5", Field.WORDS, "数据量大（示例）"));
        refused = after(refused, Move.EXTEND, "chen.authority", Role.AUTHORITY, Map.of());
        refused = after(refused, Move.PROPOSE_NO, "zhou.officer", Role.PROVIDER_OFFICER, Map.of(Field.REASON, "NOT_NECESSARY", Field.WORDS, "汇总数据已足够（示例）"));
        applications.all.put(REFUSED, after(refused, Move.SIGN, "zhou.head", Role.PROVIDER_HEAD, Map.of()));
        Application late = new Application(LATE, "11110199MB00DEM264", false, terms(), State.DRAFT, "ma.officer", begun, List.of());
        applications.all.put(LATE, after(late, Move.SUBMIT, "ma.head", Role.DEMANDER_HEAD, Map.of()));
        applications.all.put(USED, used(new Application(USED, "11110199MB00DEM264", false, terms(), State.DRAFT, "ma.officer", begun, List.of())));
        AtomicInteger ids = new AtomicInteger(10);
        Clock noon = Clock.fixed(TestViews.NOON, ZoneOffset.UTC);
        SharingEvents events = new SharingEvents(() -> "01K8000000000000000000S0" + ids.getAndIncrement(), noon);
        Sharing sharing = new Sharing(applications, new NoGrants(), datasets(views), views::items, (dataset, item) -> dataset.share(), clocks(), text -> false, events, noon);
        new ClockRound(sharing, applications, clocks(), events, noon).look();
        return sharing;
    }

    private static Application used(Application draft) {
        Map<Field, String> words = Map.of(Field.WORDS, "同意（示例）");
        Application used = after(after(draft, Move.SUBMIT, "ma.head", Role.DEMANDER_HEAD, Map.of()), Move.PROPOSE_YES, "zhou.officer", Role.PROVIDER_OFFICER, words);
        used = after(after(used, Move.SIGN, "zhou.head", Role.PROVIDER_HEAD, Map.of()), Move.DELIVER, "zhou.officer", Role.PROVIDER_OFFICER, Map.of());
        used = after(used, Move.ASK_ONWARD, "ma.head", Role.DEMANDER_HEAD,
                Map.of(Field.RECIPIENT, "11110199MB00DEN65T", Field.ITEMS, "title,urgency", Field.UNTIL, "2027-03-31", Field.WORDS, "联合检查（示例）"));
        return after(used, Move.CONSENT_ONWARD, "zhou.head", Role.PROVIDER_HEAD, words);
    }

    /** One office was told something, the other cannot be reached. */
    static Notices notices() {
        ToldInMemory told = new ToldInMemory();
        Notice notice = new Notice("k", MARKET, "sharing.state.RECEIVED", LATE, "matter-hotline-12345", Optional.empty(), "/sharing/" + LATE);
        List<Notice> both = List.of(notice, new Notice("k", TestViews.STREET_ORG, notice.words(), LATE, notice.dataset(), notice.due(), notice.path()));
        Notices notices = new Notices(() -> both, Set.of(MARKET, TestViews.STREET_ORG), (office, news) -> {
            if (office.equals(TestViews.STREET_ORG)) {
                throw new IOException("the mail server smtps://mail.example:465 did not take the mail: connection refused");
            }
        }, told, Clock.fixed(TestViews.NOON, ZoneOffset.UTC));
        notices.look();
        return notices;
    }

    /** One under review. */
    static SubmissionDesk submissions(TestViews views, CollectionDesk collections) throws IOException {
        SubmissionHouse house = new SubmissionHouse(Files.createTempDirectory("entries"), datasets(views), LedgerSchema.standard(), collections, dataset -> false,
                Clock.fixed(TestViews.NOON, ZoneOffset.UTC));
        String text = Files.readString(Path.of("mappings/catalogue/hotline-12345.catalogue.yaml")).replace("dataset: hotline-12345", "dataset: matter-hotline-12345");
        Submission.Step submit = new Submission.Step(1, Submission.Move.SUBMIT, Submission.State.SUBMITTED, TestViews.NOON.minus(Duration.ofDays(5)), "zhou.officer", "", text, "");
        house.submissions.all.put(SUBMITTED, new Submission(SUBMITTED, "matter-hotline-12345", Submission.Kind.NEW, TestViews.STREET_ORG, LocalDate.of(2026, 11, 2), "职责调整（示例）", "zhou.officer",
                TestViews.NOON.minus(Duration.ofDays(6)), List.of(submit)));
        return house.desk;
    }

    /** One finished, one on its way. */
    static CertificatesInMemory certificates() {
        CertificatesInMemory certificates = new CertificatesInMemory();
        certificates.all.put("01K8000000000000000000V001", new Certificate("01K8000000000000000000V001", Rule.Kind.HISTORY, "matter matter-hotline-12345", "HISTORY: 1095 days", TestViews.NOON,
                TestViews.NOON, Optional.of(TestViews.NOON), 12_345, "ab".repeat(32)));
        certificates.all.put("01K8000000000000000000V002", new Certificate("01K8000000000000000000V002", Rule.Kind.DELIVERIES, "", "DELIVERIES: 180 days", TestViews.NOON, TestViews.NOON,
                Optional.empty(), 0, Certificate.NOTHING));
        return certificates;
    }

    /** One taken, one refused. */
    static ReportsInMemory reports() {
        ReportsInMemory reports = new ReportsInMemory();
        for (Report.State state : Report.State.values()) {
            String key = "catalogue/matter-hotline-12345/" + state.name().toLowerCase(java.util.Locale.ROOT);
            reports.all.put(key, new Report(key, Report.Kind.CATALOGUE, "{}", TestViews.NOON, state, 1, state == Report.State.WAITING ? Optional.empty() : Optional.of(TestViews.NOON),
                    state == Report.State.REFUSED ? "422 category_codes is missing" : ""));
        }
        return reports;
    }

    /** A value whose answer is late, and one that was corrected and recalled. */
    static CorrectionDesk corrections(TestViews views, AuditLog log) {
        DisputesInMemory disputes = new DisputesInMemory();
        Instant filed = TestViews.NOON.minus(Duration.ofDays(30));
        Dispute.Cell cell = new Dispute.Cell("01K8000000000000000000R001", new DatasetCode("matter-hotline-12345"), datong.schema.Element.MATTER, new datong.schema.ItemName("urgency"));
        Dispute late = new Dispute(DISPUTED, cell, MARKET, "ma.officer", "", "与工单内容不符（示例）", "11110199MB00DEM264", filed, filed, filed.plus(Duration.ofDays(14)), "V809-39-6",
                Dispute.State.OPEN, Optional.empty(), Optional.of(filed), Optional.of(filed.plus(Duration.ofDays(14))));
        Dispute corrected = new Dispute(CORRECTED, cell, MARKET, "ma.officer", "", "与工单内容不符（示例）", "11110199MB00DEM264", filed, filed, filed.plus(Duration.ofDays(14)), "V809-39-6",
                Dispute.State.CORRECTED, Optional.of(new Dispute.Answer("zhou.officer", filed.plus(Duration.ofDays(3)), "按来源更正（示例）")), Optional.empty(), Optional.empty());
        disputes.disputes.put(DISPUTED, late);
        disputes.disputes.put(CORRECTED, corrected);
        disputes.recalls.put("01K8000000000000000000L001", new Recall("01K8000000000000000000L001", corrected, MARKET, true, 3, filed.minus(Duration.ofDays(9)), filed, filed,
                filed.plus(Duration.ofDays(7)), Optional.empty(), Optional.empty()));
        disputes.recalls.put("01K8000000000000000000L002", new Recall("01K8000000000000000000L002", corrected, "11110199MB00DEN14K", false, 1, filed, filed, filed,
                filed.plus(Duration.ofDays(7)), Optional.empty(), Optional.of(new Recall.Acknowledgement(Recall.Deed.DELETED, "", "some-system", filed.plus(Duration.ofDays(1))))));
        return disputes.desk(datasets(views), datong.schema.LedgerSchema.standard(), log, datong.calendar.WorkingDays.NONE, Clock.fixed(TestViews.NOON, ZoneOffset.UTC));
    }

    private static Application after(Application application, Move move, String actor, Role role, Map<Field, String> said) {
        int number = application.steps().size() + 1;
        return application.after(new Step(number, move, move.from(application.state()).orElseThrow(), application.begunAt().plus(Duration.ofHours(number)), actor, role, said), application.terms());
    }

    private static Terms terms() {
        return new Terms(MARKET, "matter-hotline-12345", Set.of("title", "urgency", "reporter_phone"), Set.of("reporter_phone"), Set.of("reporter_phone"), Set.of("query", "lookup"),
                Set.of("SERVICE.REQUEST"), Set.of("HANDLING"), Set.of("110199001"), "API", Optional.of(LocalDate.of(2026, 10, 1)), Optional.of(LocalDate.of(2027, 6, 30)),
                "北京市接诉即办工作条例 第二十八条", "消费投诉回访", "须与来电人联系", "PIA-2026-17", new Terms.Volume(100, Optional.of(2000), Optional.empty()));
    }

    private static java.util.function.Supplier<ApplicationClocks> clocks() {
        CalendarFolder calendar = new CalendarFolder(Path.of("mappings/calendar"));
        calendar.refresh();
        ClockFile file = new ClockFile(Path.of("mappings/calendar/clocks.yaml"));
        return () -> new ApplicationClocks(file.clocks(), calendar.days());
    }

    private static Datasets datasets(TestViews views) {
        return new Datasets() {
            @Override
            public Optional<Dataset> find(DatasetCode code) {
                return all().stream().filter(dataset -> dataset.code().equals(code)).findFirst();
            }

            @Override
            public List<Dataset> all() {
                return views.datasets(views.all().getFirst(), "").stream().map(CatalogueView.Line::dataset).toList();
            }
        };
    }

    /** No policies behind it. */
    private static final class NoGrants implements Grants {
        @Override
        public Result grant(Application application, Subject by) {
            return new Result.Done();
        }

        @Override
        public Result suspend(Application application, Subject by) {
            return new Result.Done();
        }

        @Override
        public Result end(Application application, Subject by) {
            return new Result.Done();
        }
    }

    /** Two names, as the district's words would give them. */
    static final class Names implements Directory {
        @Override
        public String organisation(String creditCode, boolean english) {
            return creditCode.equals(MARKET) ? english ? "District market bureau" : "示例区市场监督管理局" : creditCode;
        }

        @Override
        public List<Vocabulary.Term> purposes() {
            return List.of(new Vocabulary.Term("SERVICE.REQUEST", "诉求办理", "Handling requests"), new Vocabulary.Term("GOVERNANCE.GRID", "网格管理", "Grid management"));
        }

        @Override
        public List<Vocabulary.Term> scenes() {
            return List.of(new Vocabulary.Term("HANDLING", "承办案件", "Handling a case"));
        }
    }
}
