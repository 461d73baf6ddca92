package datong.bench;

import datong.audit.AuditEvent;
import datong.audit.AuditLog;
import datong.audit.LogIndex;
import datong.audit.MerkleLog;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** The hub's log as long as it is on; while it is off, answers cost what they would without a log. A hub that runs has no such switch. */
final class SwitchedLog implements AuditLog {
    private static final LogIndex NOWHERE = new LogIndex(0);
    private final AuditLog log;
    private volatile boolean on = true;

    SwitchedLog(AuditLog log) {
        this.log = log;
    }

    /** Puts the switch into a hub. */
    @Configuration(proxyBeanMethods = false)
    static class InHub {
        @Bean
        @Primary
        SwitchedLog switchedLog(MerkleLog log) {
            return new SwitchedLog(log);
        }
    }

    void turn(boolean on) {
        this.on = on;
    }

    @Override
    public LogIndex append(AuditEvent event) {
        return on ? log.append(event) : NOWHERE;
    }

    @Override
    public List<LogIndex> appendAll(List<AuditEvent> events) {
        return on ? log.appendAll(events) : events.stream().map(event -> NOWHERE).toList();
    }
}
