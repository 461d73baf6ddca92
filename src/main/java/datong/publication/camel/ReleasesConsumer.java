package datong.publication.camel;

import datong.audit.AuditEvent;
import datong.publication.Outbox;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.ScheduledPollConsumer;

/** One exchange a file, in the order of release; a file that is not confirmed is tried again, and those behind it wait. */
final class ReleasesConsumer extends ScheduledPollConsumer {
    /** A receiver that asks for a pause sets this property of the exchange. */
    static final String PAUSE = "datong.pause";
    private static final int ROUND = 50;
    private static final long DELAY = 5_000;
    private final ReleasesEndpoint endpoint;
    private final ReleasesComponent.Parts parts;

    ReleasesConsumer(ReleasesEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
        this.parts = endpoint.parts();
        setDelay(DELAY);
        setGreedy(true);
    }

    @Override
    protected int poll() throws Exception {
        parts.outbox().enter(getRouteId(), endpoint.publications());
        int sent = 0;
        for (Outbox.Item item : parts.outbox().waiting(getRouteId(), ROUND)) {
            Exchange exchange = exchange(item);
            audit(item);
            getProcessor().process(exchange);
            if (exchange.getException() != null) {
                return 0;
            }
            parts.outbox().sent(getRouteId(), item.key());
            sent++;
            if (Boolean.TRUE.equals(exchange.getProperty(PAUSE))) {
                return 0;
            }
        }
        return sent;
    }

    private Exchange exchange(Outbox.Item item) throws IOException {
        Path file = parts.folder().resolve(item.publication()).resolve(String.valueOf(item.version())).resolve(item.file().name());
        if (!sha256(file).equals(item.file().sha256())) {
            throw new IOException(item.publication() + " version " + item.version() + ": " + item.file().name()
                    + " is not the file that was released; it is not handed on. Restore it from a backup");
        }
        Exchange exchange = createExchange(true);
        exchange.getMessage().setBody(file.toFile());
        Map<String, String> attributes = Map.of("datong.key", item.key(), "datong.publication", item.publication(), "datong.version", String.valueOf(item.version()),
                "datong.dataset", item.dataset(), "datong.recipient", item.recipient(), "datong.purpose", item.purpose(), "datong.sha256", item.file().sha256());
        attributes.forEach(exchange.getMessage()::setHeader);
        exchange.getMessage().setHeader(Exchange.FILE_NAME, item.file().name());
        return exchange;
    }

    /** Durable before the first byte leaves; one event for all tries. */
    private void audit(Outbox.Item item) {
        if (item.audited()) {
            return;
        }
        Map<String, String> details = Map.of("route", getRouteId(), "key", item.key(), "publication", item.publication(), "version", String.valueOf(item.version()),
                "recipient", item.recipient(), "sha256." + item.file().name(), item.file().sha256());
        long index = parts.log().append(new AuditEvent(parts.ids().get(), parts.clock().instant(), "HAND_OVER", "hub", "", "", "", item.purpose(), "", item.dataset(),
                List.of(), "", 0, 0, "DONE", "", List.of(), item.policyVersion(), "", "", details)).value();
        parts.outbox().audited(getRouteId(), item.key(), index);
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
