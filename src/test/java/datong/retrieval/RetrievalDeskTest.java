package datong.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import datong.audit.AuditEvent;
import datong.audit.AuditLog;
import datong.audit.LogIndex;
import datong.policy.Subject;
import datong.retrieval.RetrievalDesk.Asked;
import datong.retrieval.RetrievalDesk.Listed;
import datong.retrieval.RetrievalDesk.Looking;
import datong.retrieval.RetrievalDesk.Result;
import datong.schema.DatasetCode;
import datong.still.Still;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RetrievalDeskTest {
    private static final Subject STREET = new Subject("wang.street", Subject.Kind.PERSON, "王街道", "11110199MB00DEN308", "110199001", Set.of("street-office"), Set.of());
    private static final DatasetCode ALARMS = new DatasetCode("camera-alarms");
    private static final byte[] PNG = {1, 2, 3};
    private final RetrievalHouse house = new RetrievalHouse();
    private final List<AuditEvent> events = new ArrayList<>();
    private final RetrievalDesk desk = house.desk(event -> {
        events.add(event);
        return new LogIndex(240);
    }, Clock.fixed(Instant.parse("2026-11-04T00:00:00Z"), ZoneOffset.UTC), 0);

    @BeforeEach
    void oneStill() {
        house.stills.keep(RetrievalHouse.STILL + 1, "camera-alarms", PNG);
        house.stills.all.put(RetrievalHouse.STILL + 2, new Still(RetrievalHouse.STILL + 2, "camera-alarms", Still.State.DESTROYED, Optional.empty()));
    }

    private Result retrieve(int number, String reason) {
        return desk.retrieve(new Asked(STREET, ALARMS, RetrievalHouse.RECORD + number, Optional.empty(), Optional.of("SG20261103001031"), reason, "桶周边垃圾堆放情况", "10.1.1.1"));
    }

    @Test
    void theRegisterAndTheLogHaveReasonContentUnitAndNameOfWhoIsShownAStill() {
        Result.Shown shown = (Result.Shown) retrieve(1, "核查告警是否属实");

        assertThat(shown.png()).isEqualTo(PNG);
        assertThat(house.register).containsExactly(shown.retrieval());
        assertThat(shown.retrieval().auditIndex()).isEqualTo(240);
        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.kind()).isEqualTo("STILL_RETRIEVED");
            assertThat(event.organisation()).isEqualTo("11110199MB00DEN308");
            assertThat(event.details()).containsEntry("reason", "核查告警是否属实").containsEntry("content", "桶周边垃圾堆放情况").containsEntry("name", "王街道").containsEntry("question", "239");
        });
    }

    @Test
    void theQuestionHasThePurposeOfTheCollectionAndNoOther() {
        retrieve(1, "核查告警是否属实");
        desk.alarms(new Looking(STREET, ALARMS, Optional.empty(), Optional.empty(), Optional.empty(), "10.1.1.1"));

        assertThat(house.asked).hasSize(2).allSatisfy(question -> assertThat(question.purpose()).isEqualTo("GOVERNANCE.GRID"));
    }

    @Test
    void whatCannotBeLoggedIsNotShown() {
        AuditLog full = event -> {
            throw new AuditLog.AuditUnavailable("no space left", null);
        };
        RetrievalHouse other = new RetrievalHouse();
        other.stills.keep(RetrievalHouse.STILL + 1, "camera-alarms", PNG);

        assertThatThrownBy(() -> other.desk(full, Clock.systemUTC(), 0)
                .retrieve(new Asked(STREET, ALARMS, RetrievalHouse.RECORD + 1, Optional.empty(), Optional.empty(), "核查告警是否属实", "桶周边垃圾堆放情况", ""))).isInstanceOf(AuditLog.AuditUnavailable.class);
        assertThat(other.register).isEmpty();
    }

    @Test
    void whoeverSeesTheReferenceMaskedSeesTheAlarmOnly() {
        house.treatment = "mask";

        assertThat(retrieve(1, "核查告警是否属实")).isEqualTo(new Result.Refused("NOT_SHOWN", ""));
        Listed.Alarms listed = (Listed.Alarms) desk.alarms(new Looking(STREET, ALARMS, Optional.empty(), Optional.empty(), Optional.empty(), "10.1.1.1"));
        assertThat(listed.shown()).isFalse();
        assertThat(listed.alarms()).hasSize(3).allSatisfy(alarm -> assertThat(alarm.still()).isEmpty());
        assertThat(events).isEmpty();
    }

    @Test
    void whatIsGoneIsSaidAndNotRegistered() {
        assertThat(retrieve(2, "核查告警是否属实")).isInstanceOf(Result.NotThere.class);
        assertThat(retrieve(3, "核查告警是否属实")).isEqualTo(new Result.Refused("NO_STILL", ""));
        assertThat(house.register).isEmpty();
        assertThat(events).isEmpty();
    }

    @Test
    void numbersInWordsAreRedactedBeforeTheyAreKept() {
        Result.Shown shown = (Result.Shown) retrieve(1, "回复来电人15400001007的询问");

        assertThat(shown.retrieval().reason()).isEqualTo("回复来电人***的询问");
        assertThat(events.getFirst().details().get("reason")).isEqualTo("回复来电人***的询问");
    }

    @Test
    void withoutWordsNothingIsAsked() {
        assertThat(retrieve(1, "   看  ")).isEqualTo(new Result.Refused("WORDS", ""));
        assertThat(retrieve(1, "长".repeat(201))).isEqualTo(new Result.Refused("WORDS", ""));
        assertThat(house.asked).isEmpty();
    }

    @Test
    void othersSeeTheEntriesOfTheirOwnUnitAuditorsAll() {
        retrieve(1, "核查告警是否属实");
        Subject elsewhere = new Subject("other", Subject.Kind.PERSON, "他人", "11110199MB00DEN14J", "110199", Set.of("street-office"), Set.of());

        assertThat(desk.register(STREET, false, 10)).hasSize(1);
        assertThat(desk.register(elsewhere, false, 10)).isEmpty();
        assertThat(desk.register(elsewhere, true, 10)).hasSize(1);
    }
}
