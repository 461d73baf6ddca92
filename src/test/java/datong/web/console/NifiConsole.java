package datong.web.console;

import datong.audit.AuditLog;
import datong.intake.camel.nifi.KeptFlowFiles;
import datong.intake.camel.nifi.NifiServer;
import datong.intake.camel.nifi.NifiStates;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the console sees of a NiFi, for tests with a real one. */
public final class NifiConsole {
    private NifiConsole() {}

    public static NifiView over(NifiServer server, NifiStates states, KeptFlowFiles kept, JdbcClient database, AuditLog log) {
        AtomicInteger ids = new AtomicInteger();
        return new HubNifiView(List.of(server), states, kept, database, new ConsoleAudit(log, () -> "01K8%022d".formatted(ids.incrementAndGet()), () -> "p1", Clock.systemUTC()));
    }
}
