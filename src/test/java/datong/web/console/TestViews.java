package datong.web.console;

import datong.anonymity.Risk;
import datong.anonymity.Solution;
import datong.anonymity.Table;
import datong.audit.AuditEvent;
import datong.catalogue.DatasetEntry;
import datong.catalogue.Description;
import datong.catalogue.EntryVersion;
import datong.catalogue.Finding;
import datong.catalogue.ItemSharing;
import datong.catalogue.LegalBasis;
import datong.intake.camel.nifi.KeptFlowFiles;
import datong.policy.Action;
import datong.policy.Subject;
import datong.policy.Subjects;
import datong.policy.Treatment;
import datong.publication.AnonymityReport;
import datong.publication.Standing;
import datong.schema.Dataset;
import datong.schema.DatasetCode;
import datong.schema.Element;
import datong.schema.ItemDefinition;
import datong.schema.ItemName;
import datong.schema.LedgerSchema;
import datong.schema.Level;
import datong.schema.PersonalData;
import datong.schema.ShareAttribute;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongConsumer;

/** A small district for the console's tests: every view answers from memory. All people are fictitious. */
final class TestViews implements FlowView, IntakeView, NifiView, QuarantineView, Replays, MappingView, AuditView, PublicationView, CatalogueView, Subjects {
    static final Instant NOON = Instant.parse("2026-11-03T04:00:00Z");
    static final String STREET_ORG = "11110199MB00DEM264";
    private static final Totals HOTLINE = new Totals(120_000, 117_412, 2_505, 83);
    private static final Totals GRID = new Totals(64_000, 64_000, 0, 0);
    private static final Totals CAMERAS = new Totals(26_000, 25_990, 0, 10);
    private final LedgerSchema schema = LedgerSchema.standard();
    private final List<Held> held = new ArrayList<>();

    TestViews() {
        fillQuarantine();
    }

    synchronized void fillQuarantine() {
        held.clear();
        for (int row = 1; row <= 83; row++) {
            String rule = row % 3 == 0 ? "UNMAPPED_CODE" : "ID_CHECK_DIGIT";
            Reason reason = row % 3 == 0 ? new Reason(rule, "紧急程度", "urgency", "code '特急' is not in the mapping; expected 2小时, 24小时, 7日 or 15日")
                    : new Reason(rule, "身份证号", "id_number", "the check digit does not fit the 17 digits before it");
            held.add(new Held("01K8000000000000000000H%03d".formatted(row), "hotline-12345", "工单-20261103.csv", row * 17, List.of(reason),
                    NOON.minusSeconds(90_000), NOON, 1, "1.0.0", "OPEN"));
        }
    }

    @Override
    public Optional<Subject> find(String id) {
        return all().stream().filter(subject -> subject.id().equals(id)).findFirst();
    }

    @Override
    public List<Subject> all() {
        return List.of(person("li.audit", "李审计", Set.of("auditor"), Set.of()),
                person("wang.street", "王街道", Set.of("street-office"), Set.of()),
                person("sun.security", "孙安全", Set.of("security-administrator"), Set.of()),
                person("qian.security", "钱安全", Set.of("security-administrator"), Set.of()),
                person("zhou.officer", "周专员", Set.of("sharing-officer"), Set.of()), person("zhou.head", "周主任", Set.of("sharing-head"), Set.of()),
                person("zhao.ops", "赵运维", Set.of("vendor-operator"), Set.of()),
                person("zhang.steward", "张数据", Set.of("data-steward"), Set.of("hotline-12345", "grid-events")));
    }

    private static Subject person(String id, String name, Set<String> groups, Set<String> sources) {
        return new Subject(id, Subject.Kind.PERSON, name, STREET_ORG, "110199", groups, sources);
    }

    @Override
    public Flow flow() {
        List<FlowView.Source> sources = sources().stream()
                .map(source -> new FlowView.Source(source.code(), source.title(), source.route().state(), source.totals().stored())).toList();
        List<Count> elements = List.of(new Count(Element.PERSON, 41_203), new Count(Element.PLACE, 3_120), new Count(Element.MATTER, 181_412),
                new Count(Element.THING, 25_990), new Count(Element.OPINION, 0), new Count(Element.ORGANISATION, 1_204));
        List<Link> links = List.of(new Link("s:hotline-12345", "e:matter", 117_412), new Link("s:hotline-12345", "e:person", 41_203),
                new Link("s:grid-events", "e:matter", 64_000), new Link("s:grid-events", "e:place", 3_120),
                new Link("s:camera-alarms", "e:thing", 25_990), new Link("s:camera-alarms", "e:organisation", 1_204),
                new Link("e:matter", "p:matter-open", 120_000), new Link("e:thing", "p:components", 25_990));
        return new Flow(sources, elements, List.of(new Out("matter-open", "诉求公开月报", 120_000), new Out("components", "城市部件共享", 25_990)), links, running());
    }

    @Override
    public Health health() {
        return new Health(Optional.of("12@5f3ac0e1b29d4471"), Optional.of(new PolicyAdmin("ranger.example", "datong", Optional.of(NOON), true)), problems(), checkpoint(), held.size());
    }

    @Override
    public List<IntakeView.Source> sources() {
        return List.of(source("camera-alarms", RouteState.State.BROKEN, "摄像头智能告警", "integrations/camera-alarms.camel.yaml:7: unknown component 'flie'; did you mean 'file'?", CAMERAS, 10),
                source("grid-events", RouteState.State.STOPPED, "网格案件", "", GRID, 0),
                source("hotline-12345", RouteState.State.RUNNING, "区级接诉即办工单，每日数次", "", HOTLINE, held.size()));
    }

    @Override
    public List<datong.intake.camel.Channel> channels() {
        return List.of(new datong.intake.camel.Channel("hotline-12345", "hotline-12345", "file", "12345 工单", datong.intake.camel.Channel.State.RUNNING, ""),
                new datong.intake.camel.Channel("hotline-12345-sftp", "hotline-12345", "sftp", "12345 工单", datong.intake.camel.Channel.State.NOT_CONFIGURED, "hotline-12345-sftp.host"));
    }

    private static IntakeView.Source source(String code, RouteState.State state, String title, String message, Totals totals, long open) {
        return new IntakeView.Source(code, new RouteState(code, state, title, message), Optional.of("1.0.0"), List.of(), Optional.of(NOON), totals, open);
    }

    @Override
    public Optional<IntakeView.Source> source(String code) {
        return sources().stream().filter(source -> source.code().equals(code)).findFirst();
    }

    @Override
    public List<Delivery> deliveries(String source, int most) {
        return List.of(delivery("RUNNING", Optional.empty()), delivery("DONE", Optional.of(NOON.plusSeconds(3))),
                new Delivery("01K80000000000000000000D03", source, "工单-坏.xlsx", 51_200, "9c56cc51b374c3ba189210d5b6d4bf57790d351c96c47c02190ecf1e430635ab",
                        NOON, Optional.of(NOON.plusMillis(300)), "SET_ASIDE", "ENCRYPTED_WORKBOOK", "the workbook is encrypted; ask the source for one without a password", 0, 0));
    }

    @Override
    public List<Delivery> running() {
        return List.of(delivery("RUNNING", Optional.empty()));
    }

    private static Delivery delivery(String state, Optional<Instant> end) {
        return new Delivery("01K80000000000000000000D01", "hotline-12345", "工单-20261103.csv", 18_400_000,
                "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824", NOON, end, state, "", "", 74_000, 11_300_000);
    }

    @Override
    public List<Batch> batches(String source, int most) {
        return List.of(batch("01K80000000000000000000B02", new Totals(5_000, 4_100, 871, 29)), batch("01K80000000000000000000B01", new Totals(5_000, 5_000, 0, 0)));
    }

    @Override
    public Optional<Batch> batch(String id) {
        return batches("", 2).stream().filter(batch -> batch.id().equals(id)).findFirst();
    }

    private static Batch batch(String id, Totals totals) {
        return new Batch(id, "01K80000000000000000000D01", "工单-20261103.csv", "hotline-12345", "1.0.0", NOON, totals);
    }

    @Override
    public List<Group> groups(QuarantineView.Filter filter) {
        return fitting(filter).stream().collect(java.util.stream.Collectors.groupingBy(one -> one.reasons().getFirst())).entrySet().stream()
                .map(group -> new Group("hotline-12345", group.getKey().rule(), group.getKey().column(), group.getKey().message(), 1, group.getValue().size(),
                        NOON.minusSeconds(90_000), NOON, DayBars.of(java.time.LocalDate.of(2026, 10, 5), java.util.stream.LongStream.range(0, 30).map(day -> day % 4 * 7).boxed().toList())))
                .sorted(java.util.Comparator.comparingLong(Group::records).reversed()).toList();
    }

    @Override
    public synchronized List<Held> records(QuarantineView.Filter filter, int offset, int most) {
        return fitting(filter).stream().skip(offset).limit(most).toList();
    }

    private synchronized List<Held> fitting(QuarantineView.Filter filter) {
        return held.stream().filter(one -> filter.source().map(one.source()::equals).orElse(true))
                .filter(one -> filter.rule().map(one.reasons().getFirst().rule()::equals).orElse(true))
                .filter(one -> filter.column().map(one.reasons().getFirst().column()::equals).orElse(true)).toList();
    }

    @Override
    public synchronized Optional<Held> record(String id) {
        return held.stream().filter(one -> one.id().equals(id)).findFirst();
    }

    @Override
    public long count(QuarantineView.Filter filter) {
        return fitting(filter).size();
    }

    @Override
    public List<Cell> cells(Subject actor, String id) {
        return List.of(new Cell("工单编号", "20261103000017", Optional.of(Level.L2), List.of(), Optional.empty()), new Cell("来电号码", "154****1001", Optional.of(Level.L3), List.of(), Optional.of("154****1002")),
                new Cell("身份证号", "110199************", Optional.of(Level.L4), List.of("ID_CHECK_DIGIT"), Optional.empty()), new Cell("备用", "***", Optional.empty(), List.of(), Optional.empty()));
    }

    @Override
    public List<Mend> mends(String id) {
        return List.of(new Mend("来电号码", "zhang.steward", NOON, "与来电系统录音核对", true), new Mend("来电号码", "zhang.steward", NOON.minusSeconds(60), "第一次更正有误", false));
    }

    /** Whatever is mended enters the ledger, but for a reason that is too short. */
    @Override
    public synchronized datong.intake.Mending.Result mend(Subject actor, datong.intake.Mending.Request request) {
        if (request.reason().length() < 2) {
            return new datong.intake.Mending.Result.Refused("MEND_REASON");
        }
        held.removeIf(one -> one.id().equals(request.quarantine()));
        return new datong.intake.Mending.Result.Entered(false);
    }

    @Override
    public synchronized Result replay(Subject actor, String source, Selection selection, LongConsumer progress) {
        List<Held> chosen = held.stream().filter(one -> selection.ids().isEmpty() ? selection.rule().map(one.reasons().getFirst().rule()::equals).orElse(true)
                && selection.column().map(one.reasons().getFirst().column()::equals).orElse(true)
                : selection.ids().contains(one.id())).toList();
        held.removeAll(chosen);
        progress.accept(chosen.size());
        return new Result(chosen.size(), chosen.size(), 0, 0);
    }

    @Override
    public List<MappingView.Line> mappings() {
        return List.of(new MappingView.Line("grid-events", "1.2.0", "fcde2b2edba56bf408601fb721fe9b5c338d10ee429ea04fae5511b68fbf8fb9",
                        List.of("事 matter", "地 place"), "GOVERNANCE.GRID", STREET_ORG, List.of()),
                new MappingView.Line("hotline-12345", "1.0.0", "b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9",
                        List.of("事 matter", "人 person"), "SERVICE.REQUEST", STREET_ORG, problems()));
    }

    @Override
    public Optional<MappingView.Line> mapping(String source) {
        return mappings().stream().filter(line -> line.source().equals(source)).findFirst();
    }

    @Override
    public List<String> problems() {
        return List.of("mappings/hotline-12345.mapping.yaml:7: matter has no item 'reporter_fone'; did you mean 'reporter_phone'?");
    }

    @Override
    public MappingView.Preview preview(Subject actor, String source, Path file, String name, int most) {
        try {
            int lines = Files.readAllLines(file).size() - 1;
            return new MappingView.Preview(Optional.empty(), List.of(), java.util.stream.LongStream.rangeClosed(2, lines + 1L).mapToObj(TestViews::row).toList());
        } catch (IOException notText) {
            return new MappingView.Preview(Optional.of("NOT_TEXT: the file is no text"), List.of(), List.of());
        }
    }

    private static MappingView.Row row(long number) {
        boolean bad = number % 2 == 1;
        List<String> problem = bad ? List.of("UNMAPPED_CODE") : List.of();
        return new MappingView.Row(number,
                List.of(new Raw("标题", "路灯不亮", Optional.of(Level.L3), List.of()), new Raw("来电号码", "154****1001", Optional.of(Level.L3), List.of()),
                        new Raw("紧急程度", bad ? "特急" : "24小时", Optional.of(Level.L1), problem)),
                bad ? List.of() : List.of(new MappingView.Kept("matter", Level.L3, true)),
                List.of(new Value("matter", "title", "标题", "Title", Level.L3, PersonalData.NONE, "路灯不亮", List.of(), List.of()),
                        new Value("matter", "reporter_phone", "来电号码", "Reporter's phone", Level.L3, PersonalData.DIRECT, "154****1001", List.of(), bad ? List.of() : List.of("PHONE_LANDLINE")),
                        new Value("matter", "urgency", "紧急程度", "Urgency", Level.L1, PersonalData.NONE, bad ? "" : "H24", problem, List.of())),
                bad ? List.of(new MappingView.Problem("UNMAPPED_CODE", "urgency", "紧急程度", "code '特急' is not in the mapping; expected 2小时, 24小时, 7日 or 15日")) : List.of(),
                bad ? List.of() : List.of("PHONE_LANDLINE"));
    }

    static Entry entry(long index) {
        boolean denied = index % 5 == 0;
        boolean batch = index % 7 == 0;
        return new Entry(index, new AuditEvent("01K8000000000000000000A%03d".formatted(index), NOON.minusSeconds(240 - index), batch ? "BATCH" : denied ? "REFUSED" : "QUERY",
                batch ? "hub" : "wang.street", batch ? "" : STREET_ORG, "", "", batch ? "" : "SERVICE.REQUEST", "", batch ? "" : "matter-hotline-12345",
                batch ? List.of() : List.of("title", "reporter_phone", "urgency"), batch || denied ? "" : "L3", denied ? 0 : 100, denied ? 0 : 87,
                batch ? "DONE" : denied ? "DENIED" : "PERMITTED", batch ? "" : denied ? "purpose-not-granted" : "policies/access/matter.policy.yaml#2",
                batch || denied ? List.of() : List.of("reporter_phone=mask", "MAX_ROWS:1000"), "12@5f3ac0e1b29d4471", "127.0.0.1",
                "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824", Map.of("batch", "01K80000000000000000000B01")));
    }

    @Override
    public Optional<Entry> find(long index) {
        return index < 240 ? Optional.of(entry(index)) : Optional.empty();
    }

    @Override
    public Optional<Proof> proof(long index) {
        String hash = "9c56cc51b374c3ba189210d5b6d4bf57790d351c96c47c02190ecf1e430635ab";
        return index < 238 ? Optional.of(new Proof(hash, index, 238, List.of(hash, hash, hash), hash)) : Optional.empty();
    }

    @Override
    public Optional<String> evidence(long index) {
        return index < 238 ? Optional.of("{\"format\":\"datong-evidence/1\",\"index\":" + index + "}") : Optional.empty();
    }

    @Override
    public Optional<Checkpoint> checkpoint() {
        return Optional.of(new Checkpoint(238, "9c56cc51b374c3ba189210d5b6d4bf57790d351c96c47c02190ecf1e430635ab", Optional.of(NOON),
                "datong.example/log\n238\nnFbMUbN0w7oYkhDVttS/V3kNNRyWx8AhkOzx5DBjWrs=\n\n— datong.example/log Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"));
    }

    @Override
    public List<Outsider> outsiders() {
        return List.of(new Outsider("witness", "witness.example/audit-office", true, "cosigned"),
                new Outsider("anchor", "archive", false, "the folder /mnt/archive is not there; is it mounted?"));
    }

    @Override
    public Verdict verify() {
        return new Verdict(true, 240, NOON, List.of(), checkpoint());
    }

    @Override
    public List<Publication> publications() {
        return List.of(new Publication("components", "thing-components", "城市管理委", "GOVERNANCE.GRID", List.of("component_code", "name", "status"), List.of()),
                new Publication("matter-open", "matter-hotline-12345", "政务公开", "PUBLIC.OPENING", List.of("category_code", "urgency", "reported_at"), List.of()));
    }

    @Override
    public List<Release> releases(Optional<String> publication, int most) {
        return List.of(new Release("01K80000000000000000000R01", "matter-open", "v3", "matter-hotline-12345", "政务公开", NOON, 120_000,
                List.of(new File("matter-open-v3.csv", 8_112_044, "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"),
                        new File("matter-open-v3.parquet", 1_902_113, "9c56cc51b374c3ba189210d5b6d4bf57790d351c96c47c02190ecf1e430635ab")), "12@5f3ac0e1b29d4471", 211, anonymous()));
    }

    @Override
    public Optional<Release> release(String id) {
        return releases(Optional.empty(), 1).stream().filter(release -> release.id().equals(id)).findFirst();
    }

    private static Standing anonymous() {
        Table raw = new Table(List.of("division_code", "reporter_sex"));
        Table coarse = new Table(List.of("division_code", "reporter_sex"));
        for (int row = 0; row < 60; row++) {
            raw.add(List.of("11019900100" + row % 8, String.valueOf(1 + row % 2)));
            coarse.add(List.of("110199001", String.valueOf(1 + row % 2)));
        }
        Solution solution = new Solution(Map.of("division_code", 2, "reporter_sex", 0), 1, 1_800, true, 14, 6);
        Function<Table, Risk> risk = table -> Risk.of(table, List.of("division_code", "reporter_sex"), Optional.empty(), 0.1);
        return new Standing(Standing.ANONYMISED, 3, Optional.of(new AnonymityReport(10, 30, List.of("request_kind: l ≥ 2"), Map.of("division_code", 7, "reporter_sex", 2), solution,
                risk.apply(raw), risk.apply(coarse))));
    }

    @Override
    public Outcome publish(Subject actor, String publication) {
        return publication.equals("components") ? new Outcome.Released("v1", 25_990)
                : new Outcome.Refused("CLEAR_PERSONAL_VALUE", "item 'title' holds clear personal values that the policy does not grant; nothing was released");
    }

    Dataset dataset() {
        Set<ItemName> items = new LinkedHashSet<>();
        List.of("matter_type", "source_no", "title", "content", "urgency", "reported_at", "division_code", "location_text", "reporter_phone")
                .forEach(name -> items.add(new ItemName(name)));
        return new Dataset(new DatasetCode("matter-hotline-12345"), Element.MATTER, "接诉即办工单", "12345 work orders", STREET_ORG, ShareAttribute.CONDITIONAL, items,
                Set.of("hotline-12345"));
    }

    @Override
    public List<CatalogueView.Line> datasets(Subject viewer, String clientAddress) {
        Description.Assessment signed = new Description.Assessment("王示例", LocalDate.of(2026, 8, 20), "无");
        Description description = new Description(dataset().code(), new Description.Text("12345 热线交办到街道的工单", "Work orders that the hotline dispatched"), List.of("热线", "工单"),
                List.of("主题类/城市管理"), Description.Frequency.DAILY, List.of(Description.Format.CSV), List.of(Description.Method.API), Description.Channel.GOV_EXTRANET,
                Optional.of(new Description.Conditions("履职所需", "按批准的用途", "")), Optional.empty(), Description.Opening.NOT_OPEN, "",
                new Description.Period(Optional.of(LocalDate.of(2024, 1, 1)), Optional.empty()), "110199", "数据资源科", List.of(), Optional.of(signed), Optional.of(signed),
                Optional.of(LocalDate.of(2026, 9, 1)), LocalDate.of(2026, 9, 1),
                Map.of(new ItemName("reporter_phone"), new ItemSharing(ShareAttribute.NOT_SHARED, Optional.empty(), Optional.of(new Description.NotShared("举报人联系方式",
                        new LegalBasis("PIPL-28", LegalBasis.Kind.LAW, "个人信息保护法 第二十八条"))), "mappings/catalogue/hotline-12345.catalogue.yaml:12")));
        return List.of(new CatalogueView.Line(new DatasetEntry(dataset(), items(dataset()), Level.L4, 117_412, Optional.of(description), Map.of(),
                List.of(new Finding(Finding.Kind.NO_LEAD, "title")), new datong.catalogue.Standing(new datong.catalogue.Standing.Usage(1_284, 3),
                        new datong.catalogue.Standing.Freshness(datong.catalogue.Standing.Freshness.State.LATE, Optional.of(NOON.minus(Duration.ofDays(3))), Optional.of(NOON.minus(Duration.ofDays(2))))))));
    }

    @Override
    public List<EntryVersion> versions(Dataset dataset) {
        return List.of(new EntryVersion(dataset.code().value(), 2, Instant.parse("2026-11-21T02:00:00Z"), Map.of(), List.of("keywords", "update_frequency")),
                new EntryVersion(dataset.code().value(), 1, Instant.parse("2026-11-20T02:00:00Z"), Map.of(), List.of()));
    }

    @Override
    public List<CatalogueView.Line> search(Subject viewer, String words, String clientAddress) {
        return datasets(viewer, clientAddress).stream().map(line -> new CatalogueView.Line(line.entry(), line.entry().items().subList(0, 3))).filter(line -> !words.equals("nothing")).toList();
    }

    @Override
    public Optional<CatalogueView.Line> dataset(Subject viewer, DatasetCode code, String clientAddress) {
        return datasets(viewer, clientAddress).stream().filter(line -> line.dataset().code().equals(code)).findFirst();
    }

    @Override
    public List<ItemDefinition> items(Dataset dataset) {
        return schema.element(dataset.element()).items().stream().filter(item -> dataset.items().contains(item.name())).toList();
    }

    @Override
    public List<String> purposes() {
        return List.of("SERVICE.REQUEST", "GOVERNANCE.GRID");
    }

    @Override
    public Outlook outlook(Subject subject, Dataset dataset, String purpose, Action action) {
        if (!subject.groups().contains("street-office")) {
            return new Outlook(List.of(), Optional.of(new Refusal("GRANT", "no-grant", "no policy grants this subject the dataset for this purpose")), List.of(), List.of(),
                    "no-grant", "12@5f3ac0e1b29d4471");
        }
        return new Outlook(items(dataset).stream().map(item -> new ItemOutlook(item, Optional.of(treatment(item).word()), "matter.policy.yaml#2")).toList(),
                Optional.empty(), List.of("110199"), List.of("MAX_ROWS:1000"), "matter.policy.yaml#2", "12@5f3ac0e1b29d4471");
    }

    private static Treatment treatment(ItemDefinition item) {
        return item.level().atLeast(Level.L3) ? item.kind().name().equals("FREE_TEXT") ? new Treatment.RedactText() : new Treatment.Mask() : new Treatment.Reveal();
    }

    @Override
    public Sample sample(Subject subject, Dataset dataset, String purpose, String clientAddress) {
        return new Sample.Rows(items(dataset).subList(0, 3), List.of(List.of("REQUEST", "20261103000017", "路灯不亮"), List.of("REQUEST", "20261103000018", "噪声扰民")), 241);
    }

    private boolean cameraFlowRuns = true;

    @Override
    public List<Server> servers() {
        Server well = new Server("hotline", "https://nifi.district.example:8443/nifi", "2.3.0", "", List.of(new ProcessGroup("hotline", "01a9c63d", "NiFi Flow", 14, 0, 0, 9_412),
                cameraFlow()), List.of(new NifiView.Queue("MergeRecord", "to-hub", 10_000, 48_123_904, 100), new NifiView.Queue("GetFile", "MergeRecord", 412, 1_204_224, 4)),
                List.of(new Bulletin("04:00:00 UTC", "WARN", "PutSFTP", "could not connect to the district's server; it is tried again")));
        return List.of(well, new Server("old", "http://10.0.0.9:8080/nifi", "", "ResourceAccessException: http://10.0.0.9:8080/nifi-api · datong.nifi.old.url", List.of(), List.of(), List.of()));
    }

    private ProcessGroup cameraFlow() {
        return new ProcessGroup("hotline", "01a9c64e", "NiFi Flow / 摄像头", cameraFlowRuns ? 6 : 0, cameraFlowRuns ? 1 : 7, 0, 412);
    }

    @Override
    public List<NifiView.Route> routes() {
        return List.of(new NifiView.Route("nifi-hotline", "hotline", "to-hub", true, "MOVING", "", NOON, 4_102, 3, 1),
                new NifiView.Route("nifi-releases", "hotline", "from-hub", false, "DENIED", "NiFi 'hotline' refuses the hub (403); grant its certificate 'retrieve site-to-site details' in NiFi", NOON, 12, 0, 0));
    }

    @Override
    public List<Arrived> arrived(String text, int most) {
        return List.of(new Arrived("5d0a6c1e-9f0b-4b0e-8a52-2c8f7e1d9a10", "工单-20261103-01.csv", "nifi-hotline", "hotline-12345", "01K8000000000000000000D001", "DONE", "", 1_000, 2, false, NOON,
                List.of("01K80000000000000000000B02")),
                new Arrived("77e1b0a2-1a3c-4f77-9a6f-0d7c5b3e2f11", "工单-20261103-02.csv", "nifi-hotline", "hotline-12345", "01K8000000000000000000D002", secondTaken ? "DONE" : "STOPPED", secondTaken ? "" : "HEADER_DRIFT", 0, 1, !secondTaken, NOON, List.of()))
                .stream().filter(one -> one.name().contains(text) || one.uuid().contains(text)).toList();
    }

    private boolean secondTaken;

    @Override
    public Optional<Arrived> arrived(String route, String uuid) {
        return arrived(uuid, 1).stream().findFirst();
    }

    @Override
    public KeptFlowFiles.Answer takeAgain(Subject actor, Arrived arrived) {
        KeptFlowFiles.Answer answer = secondTaken ? KeptFlowFiles.Answer.NOT_KEPT : KeptFlowFiles.Answer.TAKEN;
        secondTaken = true;
        return answer;
    }

    @Override
    public Optional<ProcessGroup> group(String server, String id) {
        return Optional.of(cameraFlow()).filter(group -> group.server().equals(server) && group.id().equals(id));
    }

    @Override
    public Optional<String> run(Subject actor, String server, String id, boolean start) {
        cameraFlowRuns = start;
        return Optional.empty();
    }
}
