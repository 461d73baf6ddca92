package datong.disposal;

import datong.audit.AuditEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Destroys once a day what is over its term.
 *
 * <p>Promise: what was begun is finished, by the rule and the moment it was begun with, whatever it is cut off in; every destroyed piece stands on exactly one certificate.
 */
public final class Disposal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Disposal.class);
    private static final ZoneId DISTRICT = ZoneId.of("Asia/Shanghai");
    private final List<Store> stores;
    private final Supplier<Rules> rules;
    private final Certificates certificates;
    private final Supplier<String> ids;
    private final Clock clock;
    private final ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("disposal").factory());
    private Optional<LocalDate> done = Optional.empty();

    public Disposal(List<Store> stores, Supplier<Rules> rules, Certificates certificates, Supplier<String> ids, Clock clock) {
        this.stores = stores;
        this.rules = rules;
        this.certificates = certificates;
        this.ids = ids;
        this.clock = clock;
    }

    /** @param pause between two looks whether a day has begun */
    public void start(Duration pause) {
        clockwork.scheduleWithFixedDelay(this::daily, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void daily() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), DISTRICT);
        if (done.filter(today::equals).isEmpty()) {
            try {
                round();
                done = Optional.of(today);
            } catch (RuntimeException | Error failure) {
                LOG.warn("what is over its term could not be destroyed and will be: {}", failure.getMessage());
            }
        }
    }

    /** @return certificates of what was destroyed */
    public synchronized List<Certificate> round() {
        certificates.unfinished().forEach(this::finish);
        Rules now = rules.get();
        return stores.stream().flatMap(store -> store.parts(now).stream().map(part -> destroy(store, part))).flatMap(Optional::stream).toList();
    }

    private Optional<Certificate> destroy(Store store, Store.Part part) {
        Instant now = clock.instant();
        Instant cutoff = now.minus(Duration.ofDays(part.rule().days()));
        if (!store.any(part.scope(), cutoff)) {
            return Optional.empty();
        }
        Certificate begun = new Certificate(ids.get(), store.what(), part.scope(), part.rule().words(), cutoff, now, Optional.empty(), 0, Certificate.NOTHING);
        certificates.begin(begun);
        return Optional.of(finish(begun));
    }

    private Certificate finish(Certificate begun) {
        Store store = stores.stream().filter(one -> one.what() == begun.what()).findFirst().orElseThrow();
        while (store.destroy(begun)) {
            LOG.debug("a portion of {} was destroyed", begun.what());
        }
        Certificate destroyed = certificates.find(begun.id());
        Instant now = clock.instant();
        certificates.finish(begun.id(), now, new AuditEvent(ids.get(), now, "DISPOSAL", "hub", "", "", "", "", "", "", List.of(), "", 0, 0, "DONE", "R-PI-06", List.of(), "", "", "",
                Map.of("certificate", begun.id(), "what", begun.what().name(), "scope", begun.scope(), "rule", begun.rule(), "cutoff", begun.cutoff().toString(), "pieces",
                        String.valueOf(destroyed.pieces()), "sha256", destroyed.digest())));
        return certificates.find(begun.id());
    }

    @Override
    public void close() {
        clockwork.shutdownNow();
    }
}
