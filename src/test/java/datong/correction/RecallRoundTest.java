package datong.correction;

import static org.assertj.core.api.Assertions.assertThat;

import datong.audit.AuditEvent;
import datong.calendar.WorkingDays;
import datong.ledger.SubjectId;
import datong.schema.DatasetCode;
import datong.schema.Element;
import datong.schema.ItemName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Acceptance scenario 3 of DOMAIN §7, as far as clocks and recipients go; VerificationIT has the ledger. */
class RecallRoundTest {
    private static final ZoneId DISTRICT = ZoneId.of("Asia/Shanghai");
    private static final String MARKET = "11110199MB00DEN14J";
    private static final String OWNER = "11110199MB00DEM264";
    private static final Dispute.Cell CELL = new Dispute.Cell("01K8000000000000000000R001", new DatasetCode("person-street-ledger"), Element.PERSON, new ItemName("birth_date"));
    private static final SubjectId SUBJECT = new SubjectId(1, 2);
    private final DisputesInMemory disputes = new DisputesInMemory();
    private final List<AuditEvent> log = new ArrayList<>();
    private final AtomicInteger ids = new AtomicInteger();
    /** Monday to Friday, but for the National Day holiday and Saturday 10 October. */
    private final WorkingDays days = new WorkingDays(Set.of(2026), holiday());
    private Instant now = moment("2026-09-21T09:00");

    private static Map<LocalDate, Boolean> holiday() {
        Map<LocalDate, Boolean> days = new java.util.HashMap<>(Map.of(LocalDate.parse("2026-10-10"), false));
        LocalDate.parse("2026-10-01").datesUntil(LocalDate.parse("2026-10-08")).forEach(day -> days.put(day, true));
        return days;
    }

    private static Instant moment(String text) {
        return java.time.LocalDateTime.parse(text).atZone(DISTRICT).toInstant();
    }

    private final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    };

    private RecallRound round() {
        CorrectionEvents events = new CorrectionEvents(() -> "E" + ids.incrementAndGet(), clock);
        Correcting correcting = new Correcting(record -> Optional.empty(), null, null, null, null, null, text -> text, () -> { }, clock);
        AnswerLog answers = (dataset, since, from) -> new AnswerLog.Portion(log.subList((int) from, log.size()), log.size(), true);
        return new RecallRound(disputes, new NoAmendments(), correcting, new Recipients(subject -> Set.of("key " + subject)), answers, () -> DisputesInMemory.clocks(days), events, clock);
    }

    private Dispute filed() {
        CorrectionDesk.Clocks clocks = DisputesInMemory.clocks(days);
        Dispute dispute = new Dispute("D1", CELL, MARKET, "ma.officer", "", "birth date and number differ", OWNER, now, clocks.verify().warn(now, 0, days), clocks.verify().due(now, 0, days),
                "V809-39-6", Dispute.State.OPEN, Optional.empty(), Optional.empty(), Optional.empty());
        disputes.file(dispute, new Disputes.Seen(SUBJECT, LocalDate.EPOCH, ""), event("DISPUTE_FILED", MARKET, List.of(), 0, List.of(), Map.of()));
        return dispute;
    }

    private void corrected(Dispute dispute) {
        disputes.answer(dispute.answered(Dispute.State.CORRECTED, new Dispute.Answer("zhou.officer", now, "")), event("DISPUTE_CORRECTED", OWNER, List.of(), 0, List.of(), Map.of()));
    }

    private AuditEvent event(String kind, String organisation, List<String> items, long records, List<String> persons, Map<String, String> details) {
        return new AuditEvent("E" + ids.incrementAndGet(), now, kind, "somebody", organisation, "", "", "SERVICE.REQUEST", "", CELL.dataset().value(), items, "L3", records, persons.size(),
                "PERMITTED", "rule", List.of(), "v1", "", "", persons, details);
    }

    private List<String> kinds() {
        return disputes.events.stream().map(AuditEvent::kind).filter(kind -> !kind.equals("DISPUTE_FILED")).toList();
    }

    @Test
    void theLimitOfTenWorkingDaysIsCountedOnTheCalendarWarnedOfAndItsBreachRecordedOnceWithItsCode() {
        Dispute dispute = filed();
        assertThat(dispute.dueAt()).as("from 21 September over the holiday, to the end of Saturday 10 October").isEqualTo(moment("2026-10-11T00:00"));

        now = moment("2026-09-30T23:59");
        round().look();
        assertThat(kinds()).isEmpty();
        now = moment("2026-10-09T12:00");
        round().look();
        round().look();
        assertThat(kinds()).containsExactly("DISPUTE_WARNING");
        now = moment("2026-10-11T00:00");
        round().look();
        round().look();
        assertThat(kinds()).containsExactly("DISPUTE_WARNING", "DISPUTE_BREACH");
        assertThat(disputes.events.getLast().details()).containsEntry("violation", "V809-39-6").containsEntry("responsible", OWNER);
    }

    @Test
    void anAnswerOnTheNinthWorkingDayIsInTime() {
        Dispute dispute = filed();
        now = moment("2026-10-09T17:00");
        corrected(dispute);
        now = moment("2026-10-20T09:00");
        round().look();

        assertThat(kinds()).containsExactly("DISPUTE_CORRECTED");
        assertThat(disputes.find("D1").orElseThrow().late(now)).isFalse();
    }

    @Test
    void whoeverWasShownTheValueIsToldOnceAndWhoeverWasNotIsNotTold() {
        log.add(event("QUERY", MARKET, List.of("name", "birth_date"), 3, List.of("key " + SUBJECT, "key other"), Map.of()));
        log.add(event("QUERY", "OTHER-PERSON", List.of("birth_date"), 3, List.of("key other"), Map.of()));
        log.add(event("QUERY", "OTHER-ITEM", List.of("name"), 3, List.of("key " + SUBJECT), Map.of()));
        log.add(event("QUERY", "NOTHING-FOUND", List.of("birth_date"), 0, List.of(), Map.of()));
        log.add(event("STATISTICS", "COUNTED", List.of("birth_date"), 3, List.of(), Map.of()));
        log.add(event("RELEASE", OWNER, List.of("birth_date"), 40, List.of(), Map.of("recipient", "RECEIVED-A-FILE")));
        log.add(event("QUERY", OWNER, List.of("birth_date"), 3, List.of("key " + SUBJECT), Map.of()));
        Dispute dispute = filed();
        corrected(dispute);
        round().look();
        round().look();

        assertThat(disputes.recalls.values()).extracting(Recall::organisation).containsExactlyInAnyOrder(MARKET, "RECEIVED-A-FILE");
        assertThat(disputes.recalls.values()).filteredOn(recall -> recall.organisation().equals(MARKET)).allMatch(Recall::certain);
        assertThat(disputes.recalls.values()).filteredOn(recall -> recall.organisation().equals("RECEIVED-A-FILE")).noneMatch(Recall::certain);
        assertThat(kinds()).containsExactly("DISPUTE_CORRECTED", "RECALL_NOTICED", "RECALL_NOTICED");
    }

    @Test
    void anAnswerThatWasUnderWayAtTheCorrectionIsFoundToo() {
        Dispute dispute = filed();
        corrected(dispute);
        round().look();
        now = now.plusSeconds(120);
        log.add(event("QUERY", MARKET, List.of("birth_date"), 1, List.of("key " + SUBJECT), Map.of()));
        round().look();
        assertThat(disputes.recalls.values()).hasSize(1);

        now = now.plus(Duration.ofMinutes(10));
        round().look();
        log.add(event("QUERY", "LATER", List.of("birth_date"), 1, List.of("key " + SUBJECT), Map.of()));
        round().look();
        assertThat(disputes.recalls.values()).as("it was shown the right value").hasSize(1);
    }

    @Test
    void aRecallThatNobodyAcknowledgesIsOverdueOnce() {
        log.add(event("QUERY", MARKET, List.of("birth_date"), 3, List.of("key " + SUBJECT), Map.of()));
        corrected(filed());
        round().look();
        now = moment("2026-10-20T09:00");
        round().look();
        round().look();
        assertThat(kinds()).filteredOn("RECALL_OVERDUE"::equals).hasSize(1);
    }

    /** Nothing was ever corrected here. */
    private static final class NoAmendments implements Amendments {
        @Override
        public void keep(Amendment amendment) {
            throw new UnsupportedOperationException("nothing is corrected here");
        }

        @Override
        public void stands(String dispute, String batch) {}

        @Override
        public void forget(String dispute) {}

        @Override
        public List<Overwritten> overwritten() {
            return List.of();
        }

        @Override
        public boolean wrong(Dispute dispute, Object value) {
            return false;
        }

        @Override
        public Optional<Optional<Object>> right(Dispute dispute, SubjectId subject) {
            return Optional.empty();
        }

        @Override
        public void over(String dispute, Instant at, AuditEvent event) {}
    }
}
