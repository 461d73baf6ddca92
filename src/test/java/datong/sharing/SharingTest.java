package datong.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import datong.calendar.yaml.CalendarFolder;
import datong.policy.Subject;
import datong.schema.Dataset;
import datong.schema.DatasetCode;
import datong.schema.Datasets;
import datong.schema.Element;
import datong.schema.ItemDefinition;
import datong.schema.LedgerSchema;
import datong.schema.ShareAttribute;
import datong.sharing.Move.Field;
import datong.sharing.Sharing.Result;
import datong.sharing.yaml.ClockFile;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Worked scenarios 1, 2 and 7 of the domain, and what nobody may do. Real clocks and the real calendar of 2026; only storage and policies are the test's own. */
class SharingTest {
    private static final ZoneId DISTRICT = ZoneId.of("Asia/Shanghai");
    private static final String MARKET = "11110199MB00DEN14J";
    private static final String DATA = "11110199MB00DEM264";
    private final Subject officer = person("market-officer", MARKET, Parties.OFFICER);
    private final Subject head = person("market-head", MARKET, Parties.HEAD);
    private final Subject dataOfficer = person("data-officer", DATA, Parties.OFFICER);
    private final Subject dataHead = person("data-head", DATA, Parties.HEAD);
    private final Subject authority = person("authority", "11110199MB00DEN65T", Parties.AUTHORITY);
    private final ApplicationsInMemory kept = new ApplicationsInMemory();
    private final Granted granted = new Granted();
    private Instant now = at("2026-09-29T10:00");
    private ShareAttribute share = ShareAttribute.CONDITIONAL;
    private final Map<String, ShareAttribute> items = new HashMap<>();

    private final Supplier<ApplicationClocks> clocks = clocks();
    private final SharingEvents events = events();
    private final Sharing sharing = sharing();
    private final ClockRound round = new ClockRound(sharing, kept, clocks, events, new Ticking());

    private static Supplier<ApplicationClocks> clocks() {
        CalendarFolder calendar = new CalendarFolder(Path.of("mappings/calendar"));
        calendar.refresh();
        ClockFile clocks = new ClockFile(Path.of("mappings/calendar/clocks.yaml"));
        return () -> new ApplicationClocks(clocks.clocks(), calendar.days());
    }

    private SharingEvents events() {
        AtomicInteger count = new AtomicInteger();
        return new SharingEvents(() -> "ID" + count.getAndIncrement(), new Ticking());
    }

    private Sharing sharing() {
        return new Sharing(kept, granted, new OneDataset(), dataset -> items(), (dataset, item) -> items.getOrDefault(item.value(), share), clocks, text -> text.contains("13900000000"), events, new Ticking());
    }

    private final class Ticking extends Clock {
        @Override
        public ZoneId getZone() {
            return DISTRICT;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private static List<ItemDefinition> items() {
        return LedgerSchema.standard().element(Element.MATTER).items();
    }

    private final class OneDataset implements Datasets {
        @Override
        public Optional<Dataset> find(DatasetCode code) {
            return all().stream().filter(dataset -> dataset.code().equals(code)).findFirst();
        }

        @Override
        public List<Dataset> all() {
            return List.of(new Dataset(new DatasetCode("service-cases"), Element.MATTER, "办件", "Service cases", DATA, share, Set.of(), Set.of("service-cases")));
        }
    }

    private static final class Granted implements Grants {
        final Set<String> open = new HashSet<>();
        String refusing = "";

        @Override
        public Result grant(Application application, Subject by) {
            return refusing.isEmpty() && open.add(application.id()) ? new Result.Done() : new Result.Refused(refusing);
        }

        @Override
        public Result suspend(Application application, Subject by) {
            open.remove(application.id());
            return new Result.Done();
        }

        @Override
        public Result end(Application application, Subject by) {
            return suspend(application, by);
        }
    }

    private static Subject person(String id, String organisation, String group) {
        return new Subject(id, Subject.Kind.PERSON, id, organisation, "110199", Set.of(group), Set.of());
    }

    private static Instant at(String local) {
        return java.time.LocalDateTime.parse(local).atZone(DISTRICT).toInstant();
    }

    private static Terms terms(Optional<LocalDate> to) {
        return new Terms(MARKET, "service-cases", Set.of("title", "status"), Set.of(), Set.of(), Set.of("query"), Set.of("GOVERNANCE.SUPERVISION"), Set.of("INSPECTION"), Set.of(),
                "API", Optional.of(LocalDate.of(2026, 10, 1)), to, "食品安全法 第一百一十条", "餐饮单位检查", "只取标题与状态", "PIA-2026-17",
                new Terms.Volume(100, Optional.empty(), Optional.empty()));
    }

    private static Terms complete() {
        return terms(Optional.of(LocalDate.of(2027, 6, 30)));
    }

    private static Application done(Result result) {
        assertThat(result).isInstanceOf(Result.Done.class);
        return ((Result.Done) result).application();
    }

    private static String refused(Result result) {
        assertThat(result).isInstanceOf(Result.Refused.class);
        return ((Result.Refused) result).rule();
    }

    private Application move(Application application, Move move, Subject by, String... said) {
        return done(sharing.move(application.id(), move, said(said), by));
    }

    private static Map<Field, String> said(String... pairs) {
        Map<Field, String> said = new HashMap<>();
        for (int pair = 0; pair < pairs.length; pair += 2) {
            said.put(Field.valueOf(pairs[pair]), pairs[pair + 1]);
        }
        return said;
    }

    private Running clock(Application application, String id) {
        return sharing.clocksOf(sharing.find(application.id(), authority).orElseThrow()).stream().filter(one -> one.clock().id().equals(id)).reduce((first, last) -> last).orElseThrow();
    }

    @Test
    void tenWorkingDaysAfterTheLastDayBeforeTheNationalHolidayEndInTheThirdWeekOfOctober() {
        Application application = move(done(sharing.draft(complete(), officer)), Move.SUBMIT, head);
        assertThat(clock(application, StatutoryClocks.CONDITIONAL).due()).contains(at("2026-10-20T00:00"));
        now = at("2026-10-19T23:59");
        assertThat(clock(application, StatutoryClocks.CONDITIONAL).at(now)).isEqualTo(Running.State.WARNING);
        now = at("2026-10-20T00:00");
        round.look();
        assertThat(kept.findings.values()).extracting(Finding::kind, Finding::violation, Finding::responsible)
                .contains(org.assertj.core.groups.Tuple.tuple(Finding.Kind.BREACH, "V809-39-4", DATA));
    }

    @Test
    void aBreachIsRecordedOnceAndStaysOneWhenTheAnswerComesLate() {
        Application application = move(done(sharing.draft(complete(), officer)), Move.SUBMIT, head);
        now = at("2026-11-02T10:00");
        round.look();
        round.look();
        move(application, Move.PROPOSE_YES, dataOfficer, "WORDS", "同意");
        move(application, Move.SIGN, dataHead);
        round.look();
        assertThat(kept.findings.values()).filteredOn(one -> one.kind() == Finding.Kind.BREACH).hasSize(1);
        assertThat(clock(application, StatutoryClocks.CONDITIONAL).at(now)).isEqualTo(Running.State.BREACHED);
    }

    @Test
    void anIncompleteDraftIsNotSubmittedAndAllThatIsMissingIsTold() {
        Application application = done(sharing.draft(new Terms(MARKET, "service-cases", Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), "", Optional.empty(),
                Optional.empty(), "", "", "", "", new Terms.Volume(0, Optional.empty(), Optional.empty())), officer));
        Result.Refused refused = (Result.Refused) sharing.move(application.id(), Move.SUBMIT, Map.of(), head);
        assertThat(refused.rule()).isEqualTo("INCOMPLETE");
        assertThat(refused.parts()).contains(Terms.Part.LEGAL_BASIS, Terms.Part.SCENE, Terms.Part.SCOPE, Terms.Part.METHOD, Terms.Part.DURATION);
    }

    @Test
    void whatComesIncompleteFromOutsideIsSupplementedOnceAndItsClockStartsWhenItIsComplete() {
        Application application = done(sharing.receive(terms(Optional.empty()), authority));
        move(application, Move.ASK_SUPPLEMENT, dataOfficer, "WORDS", "缺使用期限");
        now = at("2026-10-12T09:00");
        done(sharing.revise(application.id(), complete(), officer));
        move(application, Move.SUBMIT, head);
        assertThat(refused(sharing.move(application.id(), Move.ASK_SUPPLEMENT, said("WORDS", "还缺"), dataOfficer))).isEqualTo("SUPPLEMENT_ONCE");
        List<Running> clocks = sharing.clocksOf(sharing.find(application.id(), authority).orElseThrow());
        assertThat(clocks).hasSize(2);
        assertThat(clocks.getLast().started()).isEqualTo(now);
    }

    @Test
    void theClockOfTheAnswerIsExtendedOnceWithTheAuthoritysConsent() {
        Application application = move(done(sharing.draft(complete(), officer)), Move.SUBMIT, head);
        assertThat(refused(sharing.move(application.id(), Move.EXTEND, Map.of(), authority))).isEqualTo("NOTHING_ASKED");
        assertThat(refused(sharing.move(application.id(), Move.ASK_EXTENSION, said("DAYS", "11", "WORDS", "量大"), dataOfficer))).isEqualTo("FIELD_DAYS");
        move(application, Move.ASK_EXTENSION, dataOfficer, "DAYS", "10", "WORDS", "量大");
        assertThat(clock(application, StatutoryClocks.CONDITIONAL).due()).contains(at("2026-10-20T00:00"));
        move(application, Move.EXTEND, authority);
        assertThat(clock(application, StatutoryClocks.CONDITIONAL).due()).contains(at("2026-11-03T00:00"));
    }

    @Test
    void noDepartmentDecidesWithOnePersonAndNobodyActsForAnother() {
        Subject both = new Subject("both", Subject.Kind.PERSON, "both", MARKET, "110199", Set.of(Parties.OFFICER, Parties.HEAD), Set.of());
        Application application = done(sharing.draft(complete(), both));
        assertThat(refused(sharing.move(application.id(), Move.SUBMIT, Map.of(), both))).isEqualTo("SAME_PERSON");
        assertThat(refused(sharing.move(application.id(), Move.SUBMIT, Map.of(), dataHead))).isEqualTo("NOT_THERE");
        move(application, Move.SUBMIT, head);
        assertThat(refused(sharing.move(application.id(), Move.PROPOSE_YES, said("WORDS", "同意"), officer))).isEqualTo("NOT_YOURS");
        move(application, Move.PROPOSE_YES, dataOfficer, "WORDS", "同意");
        assertThat(refused(sharing.move(application.id(), Move.SIGN, Map.of(), head))).isEqualTo("NOT_YOURS");
        Subject system = new Subject("market-system", Subject.Kind.SYSTEM, "s", MARKET, "110199", Set.of(Parties.HEAD), Set.of());
        assertThat(refused(sharing.move(application.id(), Move.WITHDRAW, Map.of(), system))).isEqualTo("NOT_YOURS");
        assertThat(refused(sharing.draft(complete(), dataOfficer))).isEqualTo("NOT_YOURS");
    }

    @Test
    void aRefusalNeedsAReasonAndThatItIsIncompleteIsNone() {
        Application application = move(done(sharing.draft(complete(), officer)), Move.SUBMIT, head);
        assertThat(refused(sharing.move(application.id(), Move.PROPOSE_NO, said("REASON", "INCOMPLETE", "WORDS", "缺材料"), dataOfficer))).isEqualTo("FIELD_REASON");
        assertThat(refused(sharing.move(application.id(), Move.PROPOSE_NO, said("REASON", "NOT_NECESSARY"), dataOfficer))).isEqualTo("FIELD_WORDS");
        move(application, Move.PROPOSE_NO, dataOfficer, "REASON", "NOT_NECESSARY", "WORDS", "汇总数据已足够");
        assertThat(move(application, Move.SIGN, dataHead).state()).isEqualTo(State.REFUSED);
        move(application, Move.DISPUTE, head, "WORDS", "汇总不能定位单位");
        assertThat(move(application, Move.REOPEN, authority, "WORDS", "请重新研究").state()).isEqualTo(State.RECEIVED);
        assertThat(granted.open).isEmpty();
    }

    private Application inUse() {
        Application application = move(done(sharing.draft(complete(), officer)), Move.SUBMIT, head);
        move(application, Move.PROPOSE_YES, dataOfficer, "WORDS", "同意");
        move(application, Move.SIGN, dataHead);
        return move(application, Move.DELIVER, dataOfficer);
    }

    @Test
    void aGrantIsThereFromDeliveryToItsEndAndNotWhileItIsSuspended() {
        Application application = inUse();
        assertThat(granted.open).containsExactly(application.id());
        move(application, Move.SUSPEND, dataHead, "WORDS", "超范围使用", "RECTIFY_BY", "2026-11-30");
        assertThat(granted.open).isEmpty();
        move(application, Move.RESUME, authority, "WORDS", "已整改");
        assertThat(granted.open).containsExactly(application.id());
        now = at("2027-07-01T00:00");
        round.look();
        assertThat(granted.open).isEmpty();
        assertThat(kept.all.get(application.id()).state()).isEqualTo(State.ENDED);
    }

    @Test
    void aProviderEndsWhatItGaveAfterConsultationAndFilingOnItsDayAndNotOtherwise() {
        Application application = inUse();
        assertThat(refused(sharing.move(application.id(), Move.END, said("WORDS", "不再提供"), dataHead))).isEqualTo("END_BY_PROVIDER");
        assertThat(refused(sharing.move(application.id(), Move.CONSENT, Map.of(), head))).isEqualTo("NOTHING_ASKED");
        assertThat(refused(sharing.move(application.id(), Move.ASK_END, said("WORDS", "系统停用", "EFFECTIVE", "2026-09-29"), dataHead))).isEqualTo("DAY_EFFECTIVE");
        move(application, Move.ASK_END, dataHead, "WORDS", "系统停用", "EFFECTIVE", "2026-12-01");
        assertThat(refused(sharing.move(application.id(), Move.ASK_CHANGE, said("WORDS", "改为按周", "EFFECTIVE", "2026-12-01"), dataHead))).isEqualTo("CHANGE_ASKED");
        assertThat(refused(sharing.move(application.id(), Move.FILE, said("WORDS", "备案"), dataHead))).as("retiring without consultation").isEqualTo("NOT_CONSULTED");
        move(application, Move.CONSENT, head);
        assertThat(refused(sharing.move(application.id(), Move.OBJECT, said("WORDS", "不同意"), head))).isEqualTo("ANSWERED");
        now = at("2026-12-02T09:00");
        round.look();
        assertThat(kept.all.get(application.id()).state()).as("with the demander's consent, but not filed").isEqualTo(State.IN_USE);
        move(application, Move.FILE, dataHead, "WORDS", "需求部门同意");
        move(application, Move.RETURN_FILING, authority, "WORDS", "请补充替代安排");
        round.look();
        assertThat(kept.all.get(application.id()).state()).isEqualTo(State.IN_USE);
        move(application, Move.FILE, dataHead, "WORDS", "由新系统接续");
        round.look();
        assertThat(granted.open).isEmpty();
        assertThat(kept.all.get(application.id()).state()).isEqualTo(State.ENDED);
        assertThat(kept.all.get(application.id()).steps().getLast()).extracting(Step::move, Step::role).containsExactly(Move.RETIRE, Role.HUB);
    }

    @Test
    void whoeverDoesNotAnswerAConsultationInTimeHoldsNothingUpAndWhatIsChangedIsGivenNoLonger() {
        Application application = inUse();
        assertThat(refused(sharing.move(application.id(), Move.ASK_CHANGE, said("WORDS", "x", "EFFECTIVE", "2026-12-01", "ITEMS", "title,status"), dataHead))).isEqualTo("CHANGE_OF_ALL");
        assertThat(refused(sharing.move(application.id(), Move.ASK_CHANGE, said("WORDS", "x", "EFFECTIVE", "2026-12-01", "ITEMS", "content"), dataHead))).isEqualTo("FIELD_ITEMS");
        move(application, Move.ASK_CHANGE, dataHead, "WORDS", "状态改由他处提供", "EFFECTIVE", "2026-12-01", "ITEMS", "status");
        now = at("2026-10-19T09:00");
        round.look();
        assertThat(kept.all.get(application.id()).consulted()).as("ten working days over the National Day holiday").isFalse();
        now = at("2026-10-20T09:00");
        round.look();
        assertThat(kept.all.get(application.id()).steps().getLast().move()).isEqualTo(Move.NO_ANSWER);
        assertThat(kept.findings.values()).anySatisfy(finding -> assertThat(finding).extracting(Finding::clock, Finding::responsible, Finding::kind)
                .containsExactly(StatutoryClocks.CONSULTATION, MARKET, Finding.Kind.BREACH));
        move(application, Move.FILE, dataHead, "WORDS", "需求部门逾期未答复");
        round.look();
        assertThat(kept.all.get(application.id()).terms().items()).containsExactly("status", "title");
        now = at("2026-12-01T00:01");
        granted.open.clear();
        round.look();
        assertThat(kept.all.get(application.id()).terms().items()).containsExactly("title");
        assertThat(granted.open).as("granted anew, with less").containsExactly(application.id());
        assertThat(kept.all.get(application.id()).asked()).isEmpty();
        move(application, Move.ASK_END, dataHead, "WORDS", "系统停用", "EFFECTIVE", "2027-01-04");
        move(application, Move.TAKE_BACK, dataHead);
        assertThat(kept.all.get(application.id()).asked()).isEmpty();
    }

    @Test
    void aSuspensionIsNoEndInDisguiseAndWhatRunsOutIsNotGrantedAnew() {
        Application application = inUse();
        assertThat(refused(sharing.move(application.id(), Move.SUSPEND, said("WORDS", "超范围使用", "RECTIFY_BY", "2099-12-31"), dataHead))).isEqualTo("DAY_RECTIFY_BY");
        assertThat(refused(sharing.move(application.id(), Move.ASK_CHANGE, said("ITEMS", "status", "WORDS", "x", "EFFECTIVE", "2027-07-01"), dataHead))).isEqualTo("DAY_EFFECTIVE");
        move(application, Move.ASK_CHANGE, dataHead, "ITEMS", "status", "WORDS", "改由他处提供", "EFFECTIVE", "2027-06-30");
        move(application, Move.CONSENT, head);
        move(application, Move.FILE, dataHead, "WORDS", "同意");
        now = at("2027-07-01T00:00");
        round.look();
        round.look();
        assertThat(granted.open).isEmpty();
        assertThat(kept.all.get(application.id()).state()).isEqualTo(State.ENDED);
    }

    @Test
    void aServiceThatTheCatalogueWithholdsWhileItIsUsedIsAFindingOnce() {
        Application application = inUse();
        round.look();
        assertThat(kept.findings.values()).isEmpty();
        items.put("title", ShareAttribute.NOT_SHARED);
        round.look();
        round.look();
        assertThat(kept.findings.values()).singleElement().extracting(Finding::clock, Finding::responsible, Finding::violation).containsExactly(Finding.SERVICE, DATA, "V809-39-7");
        assertThat(application.id()).isEqualTo(kept.findings.values().iterator().next().application());
    }

    @Test
    void dataArePassedOnWithTheProvidersConsentOnlyAndDisposedOfThereToo() {
        Application application = inUse();
        String third = "11110199MB00DEM264";
        assertThat(refused(sharing.move(application.id(), Move.ASK_ONWARD, said("RECIPIENT", MARKET, "ITEMS", "title", "UNTIL", "2026-12-31", "WORDS", "x"), head))).as("to itself").isEqualTo("FIELD_RECIPIENT");
        assertThat(refused(sharing.move(application.id(), Move.ASK_ONWARD, said("RECIPIENT", third, "ITEMS", "content", "UNTIL", "2026-12-31", "WORDS", "x"), head))).isEqualTo("FIELD_ITEMS");
        assertThat(refused(sharing.move(application.id(), Move.ASK_ONWARD, said("RECIPIENT", third, "ITEMS", "title", "UNTIL", "2027-07-01", "WORDS", "x"), head))).isEqualTo("DAY_UNTIL");
        assertThat(refused(sharing.move(application.id(), Move.CONSENT_ONWARD, said("WORDS", "x"), dataHead))).isEqualTo("NOTHING_ASKED");
        move(application, Move.ASK_ONWARD, head, "RECIPIENT", third, "ITEMS", "title", "UNTIL", "2026-12-31", "WORDS", "联合检查，食品安全法第一百一十条");
        assertThat(kept.all.get(application.id()).onward()).isEmpty();
        move(application, Move.REFUSE_ONWARD, dataHead, "WORDS", "请其自行申请");
        move(application, Move.ASK_ONWARD, head, "RECIPIENT", third, "ITEMS", "title", "UNTIL", "2026-12-31", "WORDS", "联合检查");
        Application passed = move(application, Move.CONSENT_ONWARD, dataHead, "WORDS", "同意");
        assertThat(passed.onward()).singleElement().satisfies(onward -> assertThat(onward.items()).containsExactly("title"));
        move(application, Move.RECORD_USE, officer, "SCENE", "检查", "PROCESS", "逐户核对", "EFFECT", "查处三户", "STORAGE", "业务库", "DESTRUCTION", "已销毁");
        move(application, Move.END, officer, "WORDS", "检查结束");
        assertThat(refused(sharing.move(application.id(), Move.DISPOSE, said("MANNER", "DELETED", "WORDS", "已删除"), head))).isEqualTo("ONWARD_FIRST");
        move(application, Move.DISPOSE_ONWARD, head, "MANNER", "DELETED", "WORDS", "接收方已删除，有回执");
        assertThat(move(application, Move.DISPOSE, head, "MANNER", "DELETED", "WORDS", "已删除").state()).isEqualTo(State.DISPOSED);
    }

    @Test
    void dataPassedOnWithoutConsentAreAFindingAboutTheDemander() {
        Application application = inUse();
        assertThat(refused(sharing.move(application.id(), Move.FIND_ONWARD, said("WORDS", "x"), head))).isEqualTo("NOT_YOURS");
        move(application, Move.FIND_ONWARD, dataHead, "WORDS", "第三方系统中发现本数据");
        round.look();
        round.look();
        assertThat(kept.findings.values()).singleElement().extracting(Finding::clock, Finding::responsible, Finding::violation).containsExactly(Finding.ONWARD, MARKET, "V809-40-3");
        assertThat(move(application, Move.SUSPEND, dataHead, "WORDS", "擅自再提供", "RECTIFY_BY", "2026-11-30").state()).isEqualTo(State.SUSPENDED);
    }

    @Test
    void nothingIsClosedWithoutARecordOfUseAndProofOfDisposal() {
        Application application = inUse();
        move(application, Move.END, officer, "WORDS", "检查结束");
        assertThat(refused(sharing.move(application.id(), Move.DISPOSE, said("MANNER", "DELETED", "WORDS", "已删除"), head))).isEqualTo("NO_USE_RECORD");
        move(application, Move.RECORD_USE, officer, "SCENE", "检查", "PROCESS", "逐户核对", "EFFECT", "查处三户", "STORAGE", "业务库", "DESTRUCTION", "已销毁");
        move(application, Move.DISPOSE, head, "MANNER", "DELETED", "WORDS", "业务库已清除，2026-10-08");
        assertThat(move(application, Move.ACCEPT, dataOfficer).state()).isEqualTo(State.CLOSED);
        assertThat(Move.values()).allMatch(move -> move.from(State.CLOSED).isEmpty());
    }

    @Test
    void whatIsNotSharedIsNotAppliedForNorGiven() {
        Application application = move(done(sharing.draft(complete(), officer)), Move.SUBMIT, head);
        share = ShareAttribute.NOT_SHARED;
        assertThat(refused(sharing.move(application.id(), Move.PROPOSE_YES, said("WORDS", "同意"), dataOfficer))).isEqualTo("NOT_SHARED");
        assertThat(refused(sharing.draft(complete(), officer))).isEqualTo("NOT_SHARED");
    }

    @Test
    void whatThePoliciesDoNotTakeIsNotSaidToBeDelivered() {
        Application application = move(done(sharing.draft(complete(), officer)), Move.SUBMIT, head);
        move(application, Move.PROPOSE_YES, dataOfficer, "WORDS", "同意");
        move(application, Move.SIGN, dataHead);
        granted.refusing = "policies/grants/x.grant.yaml:3: …";
        assertThat(refused(sharing.move(application.id(), Move.DELIVER, Map.of(), dataOfficer))).isEqualTo("POLICIES");
        assertThat(kept.all.get(application.id()).state()).isEqualTo(State.AGREED);
    }

    @Test
    void aDraftIsItsDepartmentsOwnAndPersonalWordsAreNotTaken() {
        Application application = done(sharing.draft(complete(), officer));
        assertThat(sharing.newest(dataOfficer, 10)).isEmpty();
        assertThat(sharing.find(application.id(), dataHead)).isEmpty();
        move(application, Move.SUBMIT, head);
        assertThat(sharing.newest(dataOfficer, 10)).hasSize(1);
        assertThat(refused(sharing.move(application.id(), Move.PROPOSE_YES, said("WORDS", "请联系13900000000"), dataOfficer))).isEqualTo("PERSONAL_WORDS");
    }

    @Test
    void anItemThatIsNotSharedIsNotAppliedForNorAnsweredWithAYes() {
        Application before = move(done(sharing.draft(complete(), officer)), Move.SUBMIT, head);
        items.put("title", ShareAttribute.NOT_SHARED);
        assertThat(refused(sharing.draft(complete(), officer))).isEqualTo("ITEM_NOT_SHARED");
        assertThat(refused(sharing.move(before.id(), Move.PROPOSE_YES, said("WORDS", "同意"), dataOfficer))).isEqualTo("ITEM_NOT_SHARED");
        items.remove("title");
        move(before, Move.PROPOSE_YES, dataOfficer, "WORDS", "同意");
        move(before, Move.SIGN, dataHead);
        items.put("title", ShareAttribute.NOT_SHARED);
        assertThat(refused(sharing.move(before.id(), Move.DELIVER, Map.of(), dataOfficer))).isEqualTo("ITEM_NOT_SHARED");
        assertThat(granted.open).isEmpty();
    }

    @Test
    void theClockOfTheAnswerIsThatOfTheItemsAskedFor() {
        items.put("title", ShareAttribute.UNCONDITIONAL);
        Application mixed = done(sharing.draft(complete(), officer));
        assertThat(mixed.unconditional()).isFalse();
        items.put("status", ShareAttribute.UNCONDITIONAL);
        assertThat(done(sharing.draft(complete(), officer)).unconditional()).isTrue();
        Application revised = done(sharing.revise(mixed.id(), complete(), officer));
        assertThat(revised.unconditional()).isTrue();
        move(revised, Move.SUBMIT, head);
        assertThat(clock(revised, StatutoryClocks.UNCONDITIONAL).stopped()).isEmpty();
    }
}
