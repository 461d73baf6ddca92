package datong.web.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import datong.policy.Subject;
import datong.query.TestHouse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DoormanTest {
    private static final String ADDRESS = "10.0.0.1";
    private final Clock clock = Clock.fixed(Instant.parse("2026-03-01T00:00:00Z"), ZoneOffset.UTC);
    private final TestHouse.Log log = new TestHouse.Log();
    private final Doorman doorman = new Doorman(new WebHouse().subjects(), new SignInThrottle(clock), new SignInJournal(log, () -> UUID.randomUUID().toString(), clock));

    @Test
    void ofGuessesThatAreMadeTogetherNoMoreCountThanOneAfterTheOther() {
        for (int guess = 0; guess < 20; guess++) {
            doorman.demandOpen("steward", ADDRESS);
        }
        for (int wrong = 0; wrong < 5; wrong++) {
            doorman.failed("steward", Subject.Kind.PERSON, "password", ADDRESS);
        }
        assertThatThrownBy(() -> doorman.signedIn(WebHouse.STEWARD, "password", ADDRESS)).as("the right one, too late").isInstanceOf(DoorClosed.class);
        assertThatThrownBy(() -> doorman.failed("steward", Subject.Kind.PERSON, "password", ADDRESS)).as("a wrong one is told the same").isInstanceOf(DoorClosed.class);
        assertThat(log.events).hasSize(6).allMatch(event -> event.kind().equals("SIGN_IN_FAILED"));
    }
}
