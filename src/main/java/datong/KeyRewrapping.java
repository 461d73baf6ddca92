package datong;

import com.github.f4b6a3.ulid.UlidCreator;
import datong.audit.AuditEvent;
import datong.audit.AuditLog;
import datong.protection.KeyPurpose;
import datong.protection.KeyRing;
import datong.protection.SubjectVault;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** After a rotation, wraps every subject's key with the newest version, behind all else and a portion at a time. A hub that ends in between begins anew. */
final class KeyRewrapping implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KeyRewrapping.class);
    private static final long PAUSE_MILLIS = 20;
    private static final int SAID_EVERY = 500;
    private final KeyRing ring;
    private final SubjectVault vault;
    private final AuditLog audit;
    private final Clock clock;
    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("key-rewrapping").daemon().priority(Thread.MIN_PRIORITY).factory());
    private SubjectVault.Rewrapping reached = new SubjectVault.Rewrapping(0, 1, 0);
    private long wrapped;
    private int portions;

    KeyRewrapping(KeyRing ring, SubjectVault vault, AuditLog audit, Clock clock) {
        this.ring = ring;
        this.vault = vault;
        this.audit = audit;
        this.clock = clock;
    }

    void start() {
        if (ring.versions(KeyPurpose.SUBJECT_KEK).size() > 1) {
            worker.scheduleWithFixedDelay(this::portion, PAUSE_MILLIS, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void portion() {
        try {
            reached = vault.rewrap(reached.next());
            wrapped += reached.wrapped();
            if (reached.wrapped() > 0 && portions++ % SAID_EVERY == 0) {
                LOG.info("subjects' keys are wrapped anew: {} of {}", reached.next(), reached.slots());
            }
            if (reached.done()) {
                finished();
            }
        } catch (RuntimeException broken) {
            LOG.error("subjects' keys are no longer wrapped anew until the hub's next start; nothing is lost by it", broken);
            worker.shutdown();
        }
    }

    private void finished() {
        worker.shutdown();
        if (wrapped > 0) {
            int version = ring.current(KeyPurpose.SUBJECT_KEK).version();
            LOG.info("{} subjects' keys are wrapped by version {} now; 'bin/datong keys rewrap --retire' takes the older ones out of the ring while the hub is stopped", wrapped, version);
            audit.append(new AuditEvent(UlidCreator.getMonotonicUlid().toString(), clock.instant(), "KEYS_REWRAPPED", "hub", "", "", "", "", "", "", List.of(), "", 0, wrapped,
                    "DONE", "", List.of(), "", "", "", Map.of("key", "subject-kek", "version", String.valueOf(version))));
        }
    }

    @Override
    public void close() {
        worker.shutdown();
        try {
            worker.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
