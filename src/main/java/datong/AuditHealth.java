package datong;

import datong.audit.MerkleLog;
import java.util.Optional;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Down from the moment the audit log cannot be written: the hub answers nothing then, so nobody should be sent to it. */
final class AuditHealth implements HealthIndicator {
    private final MerkleLog log;

    AuditHealth(MerkleLog log) {
        this.log = log;
    }

    @Override
    public Health health() {
        Optional<String> failure = log.failure();
        return failure.isPresent() ? Health.down().withDetail("cause", failure.get()).build() : Health.up().withDetail("events", log.size()).build();
    }
}
