package datong.web.console;

import datong.intake.camel.Channel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Sources, their deliveries and the balance of their batches. */
public interface IntakeView {
    /** Ordered by code. */
    List<Source> sources();

    /** The ways by which records arrive, in the order of their ids. */
    List<Channel> channels();

    Optional<Source> source(String code);

    /** The newest first. */
    List<Delivery> deliveries(String source, int most);

    /** Of every source. */
    List<Delivery> running();

    /** The newest first. */
    List<Batch> batches(String source, int most);

    Optional<Batch> batch(String id);

    /** @param mappingVersion empty while the source has no mapping in force */
    record Source(String code, RouteState route, Optional<String> mappingVersion, List<String> problems, Optional<Instant> lastDelivery,
            Totals totals, long openQuarantine) {
        public String title() {
            return route.description().isBlank() ? code : route.description();
        }
    }

    /** @param removed beside the balance: records that left the ledger */
    record Totals(long read, long stored, long unchanged, long quarantined, long removed) {
        public Totals(long read, long stored, long unchanged, long quarantined) {
            this(read, stored, unchanged, quarantined, 0);
        }

        public boolean holds() {
            return read == stored + unchanged + quarantined;
        }
    }

    /** @param state RUNNING, DONE, SET_ASIDE, STOPPED or INTERRUPTED; @param rule and message why it was set aside or stopped */
    record Delivery(String id, String source, String name, long bytes, String sha256, Instant receivedAt, Optional<Instant> finishedAt,
            String state, String rule, String message, long rowsRead, long bytesRead) {
        /** Percent read, 0 to 100. */
        public int progress() {
            return bytes <= 0 ? 0 : (int) Math.min(100, bytesRead * 100 / bytes);
        }

        public Optional<Duration> took() {
            return finishedAt.map(end -> Duration.between(receivedAt, end));
        }
    }

    record Batch(String id, String delivery, String deliveryName, String source, String mappingVersion, Instant committedAt, Totals totals) {}
}
