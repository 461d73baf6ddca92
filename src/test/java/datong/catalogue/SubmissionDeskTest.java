package datong.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import datong.catalogue.Submission.Kind;
import datong.catalogue.Submission.Move;
import datong.catalogue.SubmissionDesk.Result;
import datong.mapping.yaml.MappingFolder;
import datong.policy.Subject;
import datong.query.TestHouse;
import datong.schema.Dataset;
import datong.schema.DatasetCode;
import datong.schema.Datasets;
import datong.schema.Element;
import datong.schema.ItemName;
import datong.schema.ShareAttribute;
import datong.sharing.Finding;
import datong.sharing.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubmissionDeskTest {
    private static final ZoneId DISTRICT = ZoneId.of("Asia/Shanghai");
    private static final MappingFolder MAPPINGS = CollectionHouse.mappings();
    private static final String PROVIDER = MAPPINGS.datasets().find(new DatasetCode("floating-population")).orElseThrow().provider();
    private static final String CIVIL = "11110199MB00DEN14J";
    private final TestHouse.Log log = new TestHouse.Log();
    private final Subject steward = person("steward", PROVIDER, "data-steward");
    private final Subject other = person("other", CIVIL, "sharing-officer");
    private final Subject authority = person("authority", "11110199MB00DEN65T", "platform-authority");
    private final Set<String> used = new java.util.HashSet<>();
    private final List<Dataset> further = new ArrayList<>();
    @TempDir
    Path folder;
    private Instant now = at("2026-09-25T10:00");
    private SubmissionHouse house;
    private SubmissionDesk desk;
    private CollectionDesk collections;

    @BeforeEach
    void open() {
        collections = CollectionHouse.desk((subject, address) -> CollectionCheck.shareable(MAPPINGS.datasets().all(), CollectionHouse.schema(), house.folder.register()), log);
        house = new SubmissionHouse(folder, new WithFurther(), CollectionHouse.schema(), collections, used::contains, new Ticking());
        desk = house.desk;
    }

    private final class WithFurther implements Datasets {
        @Override
        public Optional<Dataset> find(DatasetCode code) {
            return all().stream().filter(dataset -> dataset.code().equals(code)).findFirst();
        }

        @Override
        public List<Dataset> all() {
            List<Dataset> all = new ArrayList<>(MAPPINGS.datasets().all());
            all.addAll(further);
            all.sort(Comparator.comparing(dataset -> dataset.code().value()));
            return all;
        }
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

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(DISTRICT).toInstant();
    }

    private static Subject person(String id, String organisation, String group) {
        return new Subject(id, Subject.Kind.PERSON, id, organisation, "110199", Set.of(group), Set.of());
    }

    private static Submission done(Result result) {
        assertThat(result).isInstanceOf(Result.Done.class);
        return ((Result.Done) result).submission();
    }

    private static String refused(Result result) {
        assertThat(result).isInstanceOf(Result.Refused.class);
        return ((Result.Refused) result).rule();
    }

    private Submission noted(String dataset, Kind kind, Subject by) {
        return done(desk.note(dataset, kind, LocalDate.of(2026, 9, 24), "条例修订，职责调整", by, ""));
    }

    private Submission move(Submission submission, Move move, String text, Subject by) {
        return done(desk.move(submission.id(), move, text, move.spoken() ? "请补充" : "", by, ""));
    }

    private String file(String dataset) throws IOException {
        return Files.readString(folder.resolve(dataset + ".catalogue.yaml"));
    }

    private Running clock(Submission submission, String id) {
        return desk.clocksOf(submission).stream().filter(running -> running.clock().id().equals(id)).reduce((first, last) -> last).orElseThrow();
    }

    @Test
    void aChangedEntryIsInForceOnceTheAuthorityAnnouncedIt() throws IOException {
        Submission submission = noted("floating-population", Kind.CHANGED, steward);
        String text = desk.draft(submission).replace("update_frequency: MONTHLY", "update_frequency: WEEKLY");
        submission = move(submission, Move.SUBMIT, text, steward);
        assertThat(file("floating-population")).contains("MONTHLY");
        assertThat(desk.reviewed(submission).changes()).contains(new EntryReview.Change("update_frequency", "MONTHLY", "WEEKLY"));
        submission = move(submission, Move.ANNOUNCE, "", authority);
        assertThat(submission.state()).isEqualTo(Submission.State.ANNOUNCED);
        assertThat(file("floating-population")).contains("WEEKLY").contains("announced: 2026-09-25").contains("updated: 2026-09-25");
        assertThat(house.folder.register().find(new DatasetCode("floating-population")).orElseThrow().frequency()).isEqualTo(Description.Frequency.WEEKLY);
        assertThat(house.submissions.events).extracting(event -> event.kind()).containsExactly("CATALOGUE_NOTED", "CATALOGUE_SUBMIT", "CATALOGUE_ANNOUNCE");
    }

    @Test
    void anEntryWithoutAssessmentsOrWithARefusalByALocalRuleIsNotSubmitted() {
        Submission submission = noted("floating-population", Kind.CHANGED, steward);
        String text = desk.draft(submission);
        Result.Refused unassessed = (Result.Refused) desk.move(submission.id(), Move.SUBMIT, text.replaceAll("(?s)assessments:.*?announced", "announced"), "", steward, "");
        assertThat(unassessed.why()).contains("before both assessments");
        Result.Refused local = (Result.Refused) desk.move(submission.id(), Move.SUBMIT, text.replace("basis: PIPL-28", "basis: BJ-12345"), "", steward, "");
        assertThat(local.why()).startsWith("entry:").contains("only a law");
        Result.Refused strange = (Result.Refused) desk.move(submission.id(), Move.SUBMIT, text.replace("  ethnicity:", "  colour:"), "", steward, "");
        assertThat(strange.why()).isEqualTo("NO_SUCH_ITEM colour");
        assertThat(((Result.Refused) desk.move(submission.id(), Move.SUBMIT, text.replace("dataset: floating-population", "dataset: visits"), "", steward, "")).why()).contains("visits");
    }

    @Test
    void tenWorkingDaysRunFromTheChangeOverTheHolidayAndTheBreachStays() {
        Submission submission = noted("floating-population", Kind.CHANGED, steward);
        Instant due = clock(submission, SubmissionClocks.UPDATE).due().orElseThrow();
        now = due.minusSeconds(60);
        house.round.look();
        assertThat(house.submissions.findings.values()).extracting(Finding::kind).containsExactly(Finding.Kind.WARNING);
        now = due;
        house.round.look();
        house.round.look();
        assertThat(desk.findings(steward, 10)).filteredOn(finding -> finding.kind() == Finding.Kind.BREACH).singleElement()
                .satisfies(finding -> assertThat(finding.violation()).isEqualTo("V809-39-1")).satisfies(finding -> assertThat(finding.responsible()).isEqualTo(PROVIDER));
        assertThat(house.submissions.events.getLast().kind()).isEqualTo("CATALOGUE_BREACH");
        submission = move(submission, Move.SUBMIT, desk.draft(submission), steward);
        assertThat(clock(submission, SubmissionClocks.UPDATE).at(now)).isEqualTo(Running.State.BREACHED);
    }

    @Test
    void fiveMoreDaysNeedTheAuthoritysConsentAndAreAskedForOnce() {
        Submission submission = noted("floating-population", Kind.CHANGED, steward);
        assertThat(refused(desk.move(submission.id(), Move.EXTEND, "", "", authority, ""))).isEqualTo("NOTHING_ASKED");
        Instant before = clock(submission, SubmissionClocks.UPDATE).due().orElseThrow();
        submission = move(submission, Move.ASK_EXTENSION, "", steward);
        assertThat(refused(desk.move(submission.id(), Move.ASK_EXTENSION, "", "再次", steward, ""))).isEqualTo("EXTENSION_ONCE");
        assertThat(refused(desk.move(submission.id(), Move.EXTEND, "", "", steward, ""))).isEqualTo("NOT_YOURS");
        submission = move(submission, Move.EXTEND, "", authority);
        assertThat(clock(submission, SubmissionClocks.UPDATE).due().orElseThrow()).isAfter(before);
    }

    @Test
    void theAuthorityHasTwoWorkingDaysAndWhatItReturnsRunsOnForTheDepartment() {
        Submission submission = noted("floating-population", Kind.CHANGED, steward);
        submission = move(submission, Move.SUBMIT, desk.draft(submission), steward);
        assertThat(clock(submission, SubmissionClocks.UPDATE).stopped()).isPresent();
        Instant due = clock(submission, SubmissionClocks.REVIEW).due().orElseThrow();
        now = due;
        house.round.look();
        assertThat(desk.findings(authority, 10)).anySatisfy(finding -> {
            assertThat(finding.clock()).isEqualTo(SubmissionClocks.REVIEW);
            assertThat(finding.kind()).isEqualTo(Finding.Kind.BREACH);
        });
        submission = move(submission, Move.RETURN, "", authority);
        assertThat(clock(submission, SubmissionClocks.REVIEW).stopped()).contains(now);
        assertThat(clock(submission, SubmissionClocks.UPDATE).stopped()).isEmpty();
        assertThat(desk.draft(submission)).isEqualTo(submission.text());
    }

    @Test
    void whatADatasetCollectsAgainIsNamedAndAnnouncedOnlyOnceItIsJustified() throws IOException {
        further.add(new Dataset(new DatasetCode("marriages"), Element.PERSON, "婚姻登记", "Marriages", CIVIL, ShareAttribute.CONDITIONAL, Set.of(new ItemName("name"), new ItemName("marital_status")), Set.of()));
        Submission submission = noted("marriages", Kind.NEW, other);
        String text = file("floating-population").replace("floating-population", "marriages").replaceAll("(?s)item_sharing:.*?open:", "open:");
        submission = move(submission, Move.SUBMIT, text, other);
        CollectionNotes.Note note = desk.collection(submission).orElseThrow();
        assertThat(note.duplicates()).singleElement().asString().startsWith("name: ").contains("floating-population");
        assertThat(refused(desk.move(submission.id(), Move.ANNOUNCE, "", "", authority, ""))).isEqualTo("UNJUSTIFIED");
        collections.justify(other, note.id(), "婚姻登记依法当面核验姓名", "");
        submission = move(submission, Move.RETURN, "", authority);
        submission = move(submission, Move.SUBMIT, text, other);
        assertThat(desk.collection(submission)).get().extracting(CollectionNotes.Note::id).isEqualTo(note.id());
        move(submission, Move.ANNOUNCE, "", authority);
        assertThat(file("marriages")).contains("announced: 2026-09-25");
    }

    @Test
    void anEntryIsNotWithdrawnWhileDepartmentsUseItsDataset() {
        Submission submission = move(noted("floating-population", Kind.WITHDRAWN, steward), Move.SUBMIT, "", steward);
        used.add("floating-population");
        assertThat(refused(desk.move(submission.id(), Move.ANNOUNCE, "", "", authority, ""))).isEqualTo("IN_USE");
        used.clear();
        move(submission, Move.ANNOUNCE, "", authority);
        assertThat(folder.resolve("floating-population.catalogue.yaml")).doesNotExist();
    }

    @Test
    void anotherDepartmentNeitherSeesNorChangesIt() {
        Submission submission = noted("floating-population", Kind.CHANGED, steward);
        assertThat(desk.find(submission.id(), other)).isEmpty();
        assertThat(refused(desk.note("visits", Kind.CHANGED, LocalDate.of(2026, 9, 24), "变化", other, ""))).isEqualTo("NOT_YOURS");
        assertThat(refused(desk.note("floating-population", Kind.CHANGED, LocalDate.of(2026, 9, 24), "变化", steward, ""))).isEqualTo("UNDER_WAY");
        assertThat(refused(desk.note("household-register", Kind.NEW, LocalDate.of(2026, 9, 24), "变化", steward, ""))).isEqualTo("DESCRIBED");
        assertThat(refused(desk.note("household-register", Kind.CHANGED, LocalDate.of(2026, 9, 26), "变化", steward, ""))).isEqualTo("NO_DAY");
    }

    @Test
    void whoeverSubmittedAnEntryDoesNotAnnounceIt() {
        Subject both = new Subject("both", Subject.Kind.PERSON, "both", PROVIDER, "110199", Set.of("data-steward", "platform-authority"), Set.of());
        Submission submission = noted("floating-population", Kind.CHANGED, both);
        submission = move(submission, Move.SUBMIT, desk.draft(submission), both);
        assertThat(refused(desk.move(submission.id(), Move.ANNOUNCE, "", "", both, ""))).isEqualTo("SAME_PERSON");
    }
}
