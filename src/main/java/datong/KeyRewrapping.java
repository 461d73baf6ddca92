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
import java.util.concurrent.ScheduledThreadPoolExecutor;
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
    private final ScheduledThreadPoolExecutor worker = new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().name("key-rewrapping").daemon().priority(Thread.MIN_PRIORITY).factory());
    private volatile SubjectVault.Rewrapping reached = new SubjectVault.Rewrapping(0, 0, 0);
    private volatile boolean fromTheFirst;
    private boolean working;
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
            begin();
        }
    }

    /** From the first slot on, also while it is under way. */
    synchronized void begin() {
        fromTheFirst = true;
        if (!working) {
            working = true;
            schedule();
        }
    }

    /** How far it has come; no slots: nothing to do since the start. */
    SubjectVault.Rewrapping reached() {
        return reached;
    }

    private void schedule() {
        if (!worker.isShutdown()) {
            worker.schedule(this::portion, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void portion() {
        try {
            if (fromTheFirst) {
                fromTheFirst = false;
                reached = new SubjectVault.Rewrapping(0, 1, 0);
                wrapped = 0;
            }
            reached = vault.rewrap(reached.next());
            wrapped += reached.wrapped();
            if (reached.wrapped() > 0 && portions++ % SAID_EVERY == 0) {
                LOG.info("subjects' keys are wrapped anew: {} of {}", reached.next(), reached.slots());
            }
            if (reached.done()) {
                finished();
            }
            goOn();
        } catch (RuntimeException broken) {
            LOG.error("subjects' keys are no longer wrapped anew until the hub's next start; nothing is lost by it", broken);
        }
    }

    private synchronized void goOn() {
        working = fromTheFirst || !reached.done();
        if (working) {
            schedule();
        }
    }

    private void finished() {
        if (wrapped > 0) {
            int version = ring.current(KeyPurpose.SUBJECT_KEK).version();
            LOG.info("{} subjects' keys are wrapped by version {} now; two persons can take the older ones out of the ring (Two persons in the console)", wrapped, version);
            audit.append(new AuditEvent(UlidCreator.getMonotonicUlid().toString(), clock.instant(), "KEYS_REWRAPPED", "hub", "", "", "", "", "", "", List.of(), "", 0, wrapped,
                    "DONE", "", List.of(), "", "", "", Map.of("key", "subject-kek", "version", String.valueOf(version))));
        }
    }

    @Override
    public void close() {
        worker.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        synchronized (this) {
            worker.shutdown();
        }
        try {
            worker.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
