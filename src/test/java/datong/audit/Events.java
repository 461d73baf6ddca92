package datong.audit;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Events and logs for tests. */
final class Events {
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-03T04:05:06.789Z"), ZoneOffset.UTC);
    static final Ed25519Signer SIGNER = Ed25519Signer.generate("datong.test/audit");

    private Events() {}

    static AuditEvent event(String id) {
        return new AuditEvent(id, CLOCK.instant(), "QUERY", "u-17", "11110199MB00DEM264", "C-1", "SC01", "SERVICE.REQUEST", "",
                "hotline-12345", List.of("title", "reporter_phone"), "L3", 100, 97, "PERMITTED", "matter.policy.yaml:3 街道",
                List.of("reporter_phone=mask"), "p-1", "192.0.2.7", "ab12", Map.of("route", "\"quoted\"\n", "a", "第一"));
    }

    static List<AuditEvent> events(int count) {
        return IntStream.range(0, count).mapToObj(each -> event("e-" + each)).toList();
    }

    static MerkleLog open(MerkleLog.Settings settings) {
        return MerkleLog.open(settings, List.of(SIGNER), Clock.systemUTC());
    }

    static MerkleLog open(java.nio.file.Path folder) {
        return open(MerkleLog.Settings.of(folder, "datong.test/log"));
    }
}
