package datong;

import static org.assertj.core.api.Assertions.assertThat;

import datong.approval.Request;
import datong.approval.TwoPersons;
import datong.audit.AuditVerifier;
import datong.audit.LogKey;
import datong.audit.MerkleLog;
import datong.protection.KeyRotation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two security administrators renew the audit log's key while the hub runs; who knows the old key alone can still verify the log. */
class KeyRenewalIT {
    private static final TwoPersons.Person ONE = new TwoPersons.Person("sun.security", "11110199MB00DEM264", Set.of("security-administrator"));
    private static final TwoPersons.Person OTHER = new TwoPersons.Person("qian.security", "11110199MB00DEM264", Set.of("security-administrator"));

    @TempDir
    Path folder;

    @Test
    void theLogIsHandedOverToItsNextKeyWhileTheHubRuns() throws IOException {
        try (TestHub hub = TestHub.start(folder)) {
            Path log = hub.data().resolve("audit");
            LogKey old = LogKey.parse(Files.readString(log.resolve("log.key")));
            TwoPersons persons = hub.part(TwoPersons.class);
            String id = ((TwoPersons.Result.Done) persons.ask(Request.Kind.KEY_ROTATION, Map.of(KeyRotation.KEY, "audit-signing"), "每年更换（示例）", ONE)).request().id();
            Map<String, String> outcome = ((TwoPersons.Result.Done) persons.confirm(id, OTHER)).request().outcome();

            LogKey next = LogKey.parse(outcome.get("log_key"));
            assertThat(next).isNotEqualTo(old);
            assertThat(hub.part(MerkleLog.class).checkpoint().signedBy(next)).isTrue();
            assertThat(LogKey.parse(Files.readString(log.resolve("log.key")))).isEqualTo(next);
            for (LogKey known : List.of(old, next)) {
                assertThat(new AuditVerifier(log, known).verify(List.of()).findings()).isEmpty();
            }
        }
    }
}
