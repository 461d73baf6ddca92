package datong.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TurnsTest {
    @Test
    void anOrganisationTakesNoMoreThanItsTurnsAndGivesThemBack() {
        Turns turns = new Turns(2, 8);
        Turns.Turn first = turns.take("a").orElseThrow();
        turns.take("a").orElseThrow();
        assertThat(turns.take("a")).isEmpty();
        assertThat(turns.take("b")).isPresent();
        first.close();
        assertThat(turns.take("a")).isPresent();
    }

    @Test
    void allOrganisationsTogetherTakeNoMoreThanThereAre() {
        Turns turns = new Turns(2, 3);
        turns.take("a").orElseThrow();
        turns.take("b").orElseThrow();
        Turns.Turn third = turns.take("c").orElseThrow();
        assertThat(turns.take("d")).isEmpty();
        third.close();
        assertThat(turns.take("d")).isPresent();
    }
}
