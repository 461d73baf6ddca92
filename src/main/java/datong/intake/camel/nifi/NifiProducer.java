package datong.intake.camel.nifi;

import datong.intake.camel.NotTaken;
import datong.intake.camel.nifi.NifiState.Way;
import datong.intake.camel.nifi.NifiState.Word;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;
import org.apache.nifi.remote.Transaction;
import org.apache.nifi.remote.TransferDirection;
import org.apache.nifi.remote.client.SiteToSiteClient;
import org.apache.nifi.remote.protocol.DataPacket;

/**
 * Pushes a body as one FlowFile, and returns once NiFi has confirmed it. The exchange fails if NiFi does not take it now; whoever began
 * the route keeps it and tries again, so that NiFi may get it twice, under the same {@code datong.key}.
 */
final class NifiProducer extends DefaultProducer {
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final String OURS = "datong.";
    private final NifiEndpoint endpoint;
    private Optional<Site> site = Optional.empty();
    private Instant pausedUntil = Instant.MIN;

    NifiProducer(NifiEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    /** The content of a message on its way. */
    private record Outgoing(Map<String, String> getAttributes, InputStream getData, long getSize) implements DataPacket {}

    @Override
    public synchronized void process(Exchange exchange) throws Exception {
        NifiStates.Line line = endpoint.parts().states().line(exchange.getFromRouteId(), endpoint.serverName(), endpoint.getPort(), Way.PUSH);
        NifiServer server = endpoint.server().orElseThrow(() -> refused(line, Word.NOT_CONFIGURED, "not configured: set datong.nifi." + endpoint.serverName() + ".url"));
        if (endpoint.parts().clock().instant().isBefore(pausedUntil)) {
            throw NotTaken.byReceiver("NiFi asked for a pause; what waits is sent later");
        }
        Site open = open(server);
        Optional<Transaction> transaction = begin(open.client());
        if (transaction.isEmpty()) {
            SiteProbe.Finding finding = open.probe().ask();
            throw refused(line, finding.word(), finding.message());
        }
        try {
            boolean full = send(transaction.get(), exchange);
            line.count(new Taking.Tally(1, 0, 0));
            if (full) {
                pause(line, exchange);
            }
        } catch (IOException | RuntimeException failure) {
            transaction.get().error();
            throw refused(line, Word.FAILED, "NiFi did not confirm what was sent (" + failure.getClass().getSimpleName() + "); it is sent again");
        }
    }

    /** Whether NiFi asks not to be sent more for now. */
    private boolean send(Transaction transaction, Exchange exchange) throws IOException {
        Object body = exchange.getMessage().getBody();
        if (body instanceof File file) {
            try (InputStream content = Files.newInputStream(file.toPath())) {
                transaction.send(new Outgoing(attributes(exchange), content, file.length()));
            }
        } else {
            transaction.send(exchange.getMessage().getBody(byte[].class), attributes(exchange));
        }
        transaction.confirm();
        return transaction.complete().isBackoff();
    }

    private static Map<String, String> attributes(Exchange exchange) {
        Map<String, String> attributes = new TreeMap<>();
        exchange.getMessage().getHeaders().forEach((name, value) -> {
            if (name.startsWith(OURS)) {
                attributes.put(name, String.valueOf(value));
            }
        });
        attributes.put("filename", exchange.getMessage().getHeader(Exchange.FILE_NAME, exchange.getExchangeId(), String.class));
        return attributes;
    }

    private void pause(NifiStates.Line line, Exchange exchange) {
        pausedUntil = endpoint.parts().clock().instant().plus(PAUSE);
        exchange.setProperty("datong.pause", true);
        line.say(Word.BACK_PRESSURE, "NiFi '" + endpoint.serverName() + "' asked for a pause: the queue behind port '" + endpoint.getPort() + "' is full; what waits is sent later");
    }

    private static NotTaken refused(NifiStates.Line line, Word word, String message) {
        line.say(word, message);
        return NotTaken.byReceiver(message);
    }

    private static Optional<Transaction> begin(SiteToSiteClient client) {
        try {
            return Optional.ofNullable(client.createTransaction(TransferDirection.SEND));
        } catch (IOException refused) {
            return Optional.empty();
        }
    }

    private Site open(NifiServer server) {
        if (site.isEmpty()) {
            site = Optional.of(Site.open(endpoint, server, Way.PUSH));
        }
        return site.get();
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        if (site.isPresent()) {
            site.get().close();
            site = Optional.empty();
        }
    }
}
