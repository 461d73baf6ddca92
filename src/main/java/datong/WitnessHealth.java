package datong;

import datong.audit.Witnessing;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** {@code ALARM} while too few witnesses cosign. The hub goes on answering: each event is as durable as before. */
final class WitnessHealth implements HealthIndicator {
    private final Witnessing witnessing;

    WitnessHealth(Witnessing witnessing) {
        this.witnessing = witnessing;
    }

    @Override
    public Health health() {
        Witnessing.Standing standing = witnessing.standing();
        return Health.status(standing.met() ? "UP" : "ALARM").withDetail("needed", standing.needed()).withDetail("published", standing.published())
                .withDetail("witnesses", standing.outcomes()).build();
    }
}
