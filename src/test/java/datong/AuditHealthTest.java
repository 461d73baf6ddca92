package datong;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import datong.audit.AuditEvent;
import datong.audit.AuditLog;
import datong.audit.Ed25519Signer;
import datong.audit.MerkleLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Status;

class AuditHealthTest {
    @TempDir
    Path folder;

    @Test
    void theHubIsDownFromTheMomentItsAuditLogCannotBeWritten() throws IOException {
        MerkleLog.Settings settings = new MerkleLog.Settings(folder, "datong.test/log", 1, Duration.ofHours(1), Duration.ofHours(1));
        try (MerkleLog log = MerkleLog.open(settings, List.of(Ed25519Signer.generate("datong.test/log")), Clock.systemUTC())) {
            AuditHealth health = new AuditHealth(log);
            log.append(event("safe"));
            assertThat(health.health().getStatus()).isEqualTo(Status.UP);

            Files.createDirectory(folder.resolve("events-000000000001.jsonl"));
            assertThatThrownBy(() -> log.append(event("lost"))).isInstanceOf(AuditLog.AuditUnavailable.class);
            assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
        }
    }

    private static AuditEvent event(String id) {
        return new AuditEvent(id, Instant.EPOCH, "QUERY", "street", "", "", "", "", "", "", List.of(), "", 0, 0, "PERMITTED", "", List.of(), "", "", "", Map.of());
    }
}
