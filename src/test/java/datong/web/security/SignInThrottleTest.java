package datong.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class SignInThrottleTest {
    private Instant now = Instant.parse("2026-03-01T00:00:00Z");
    private final SignInThrottle throttle = new SignInThrottle(new Clock() {
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
    });

    @Test
    void fiveFailuresCloseTheDoorForThatAccountFromThatAddressOnly() {
        fail(5, "steward", "10.0.0.1");
        assertThat(throttle.closed("steward", "10.0.0.1")).hasValue(SignInThrottle.WINDOW);
        assertThat(throttle.closed("steward", "10.0.0.2")).isEmpty();
        assertThat(throttle.closed("auditor", "10.0.0.1")).isEmpty();
    }

    @Test
    void theDoorOpensAgainByItself() {
        fail(5, "steward", "10.0.0.1");
        now = now.plus(SignInThrottle.WINDOW).plus(Duration.ofSeconds(1));
        assertThat(throttle.closed("steward", "10.0.0.1")).isEmpty();
        fail(1, "steward", "10.0.0.1");
        assertThat(throttle.closed("steward", "10.0.0.1")).isEmpty();
    }

    @Test
    void successForgivesTheFailuresBeforeIt() {
        fail(4, "steward", "10.0.0.1");
        throttle.succeeded("steward", "10.0.0.1");
        fail(4, "steward", "10.0.0.1");
        assertThat(throttle.closed("steward", "10.0.0.1")).isEmpty();
    }

    @Test
    void guessingFromManyAddressesOrAtManyAccountsClosesTheDoorToo() {
        for (int number = 0; number < 50; number++) {
            fail(1, "steward", "10.0.1." + number);
            fail(1, "account-" + number, "10.0.0.9");
        }
        assertThat(throttle.closed("steward", "10.9.9.9")).isPresent();
        assertThat(throttle.closed("anybody", "10.0.0.9")).isPresent();
    }

    private void fail(int times, String account, String address) {
        for (int time = 0; time < times; time++) {
            throttle.failed(account, address);
        }
    }
}
