package datong.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class ConcernedTest {
    private static final SubjectId CHOSEN = new SubjectId(0x0123456789abcdefL, -2);

    @Test
    void aPersonIsKnownByNumbersOrByWhatWasChosenOrBoth() {
        assertThat(Concerned.parse("15400009901", "")).map(Object::toString).contains("phone 1");
        assertThat(Concerned.parse("", CHOSEN.toString())).map(Concerned::chosen).contains(Set.of(CHOSEN));
        assertThat(Concerned.parse("15400009901", CHOSEN.toString())).map(Object::toString).contains("phone 1, chosen 1");
    }

    @Test
    void whatSaysNobodyOrCannotBeReadIsNobody() {
        assertThat(Concerned.parse(" ", "")).isEmpty();
        assertThat(Concerned.parse("not a number", CHOSEN.toString())).isEmpty();
        assertThat(Concerned.parse("", CHOSEN + "0")).isEmpty();
        assertThat(Concerned.parse("", "x".repeat(32))).isEmpty();
    }
}
