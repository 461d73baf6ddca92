package datong.oversight;

import static org.assertj.core.api.Assertions.assertThat;

import datong.audit.AuditEvent;
import datong.oversight.Question.Part;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QuestionTest {
    @Test
    void itsAddressAsksTheSameAgain() {
        Question asked = Question.of(Map.of("from", "2026-11-01", "to", "2026-11-22", "actor", "王 街道&co", "case", "京办〔2026〕17号", "decision", "DENIED", "unusual", "yes", "lang", "en"));
        assertThat(asked.query()).isEqualTo("from=2026-11-01&to=2026-11-22&actor=%E7%8E%8B+%E8%A1%97%E9%81%93%26co&case=%E4%BA%AC%E5%8A%9E%E3%80%942026%E3%80%9517%E5%8F%B7&decision=DENIED&unusual=yes");
        assertThat(asked.part(Part.ACTOR)).isEqualTo("王 街道&co");
    }

    @Test
    void whatIsNoDayNarrowsNothing() {
        assertThat(Question.of(Map.of("from", "yesterday", "to", " ", "actor", "  "))).isEqualTo(Question.everything());
    }

    @Test
    void aDayIsTheDistricts() {
        Question day = Question.everything().during(LocalDate.of(2026, 11, 22), LocalDate.of(2026, 11, 22));
        assertThat(day.start()).contains(Instant.parse("2026-11-21T16:00:00Z"));
        assertThat(day.end()).contains(Instant.parse("2026-11-22T16:00:00Z"));
    }

    @Test
    void thePeriodBeforeIsAsLong() {
        assertThat(new Comparison.Period(LocalDate.of(2026, 11, 1), LocalDate.of(2026, 11, 30)).previous())
                .isEqualTo(new Comparison.Period(LocalDate.of(2026, 10, 2), LocalDate.of(2026, 10, 31)));
    }

    @Test
    void noCellOfATableIsAFormula() throws IOException {
        StringBuilder out = new StringBuilder();
        new EventTable(out).add(new Desk.Found(7, new AuditEvent("id", Instant.EPOCH, "QUERY", "=HYPERLINK(\"x\")", "-1", "@case", "", "+purpose", "", "matter, \"two\"", List.of(), "", 0, 0,
                "PERMITTED", "line\r\nbreak", List.of(), "", "", "", Map.of())));
        assertThat(out.toString().split("\r\n", 2)[1]).isEqualTo(
                "7,1970-01-01T00:00:00Z,QUERY,\"'=HYPERLINK(\"\"x\"\")\",'-1,'@case,,'+purpose,,\"matter, \"\"two\"\"\",,,0,0,PERMITTED,\"line\r\nbreak\",,,id\r\n");
    }
}
