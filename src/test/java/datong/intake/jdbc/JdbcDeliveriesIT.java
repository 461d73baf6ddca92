package datong.intake.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.ulid.UlidCreator;
import datong.TestDatabase;
import datong.intake.Delivery;
import datong.intake.Outcome;
import datong.ledger.LedgerWriter.Balance;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class JdbcDeliveriesIT {
    private static final Instant MORNING = Instant.parse("2026-11-03T00:00:00Z");
    private JdbcDeliveries deliveries;

    @BeforeEach
    void open() {
        deliveries = new JdbcDeliveries(JdbcClient.create(TestDatabase.fresh()), Clock.systemUTC());
    }

    @Test
    void aDeliveryThatWasCutOffIsToBeTakenAgain() {
        begun(0);
        deliveries.cutOff();

        assertThat(deliveries.toBeTakenAgain()).containsExactly(new JdbcDeliveries.Cut("hotline-12345", "x.csv"));
    }

    @Test
    void oneThatWentThroughSinceIsNot() {
        deliveries.interrupted(begun(0));
        deliveries.end(new Outcome.Done(begun(1), new Balance(0, 0, 0, 0)), 0, 0);

        assertThat(deliveries.toBeTakenAgain()).isEmpty();
    }

    @Test
    void oneThatIsInterruptedEveryTimeIsGivenUp() {
        for (int time = 0; time < 6; time++) {
            deliveries.interrupted(begun(time));
        }

        assertThat(deliveries.toBeTakenAgain()).isEmpty();
    }

    private String begun(int minute) {
        String id = UlidCreator.getMonotonicUlid().toString();
        deliveries.begin(new Delivery(id, "hotline-12345", "x.csv", 1, Optional.empty(), MORNING.plusSeconds(60L * minute), Optional.empty(), () -> null));
        return id;
    }
}
