package datong.intake.camel.nifi;

import com.github.f4b6a3.ulid.UlidCreator;
import datong.intake.Delivery;
import datong.intake.FlowFiles.FlowFile;
import datong.intake.FlowFiles.Known;
import datong.intake.Outcome;
import datong.intake.camel.NotTaken;
import datong.intake.camel.Parcel;
import datong.intake.camel.nifi.NifiComponent.Parts;
import datong.ledger.LedgerUnavailable;
import datong.ledger.LedgerWriter.Balance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;

/** Takes the FlowFiles of one transaction. When it returns, each is in the ledger or set aside with its content kept. */
final class Taking {
    private static final int TRIES = 5;
    private static final int LONGEST_NAME = 200;
    private final NifiConsumer consumer;
    private final NifiEndpoint endpoint;
    private final Parts parts;

    /** @param again had come before; @param setAside could not be read */
    record Tally(long flowFiles, long again, long setAside) {}

    Taking(NifiConsumer consumer, NifiEndpoint endpoint) {
        this.consumer = consumer;
        this.endpoint = endpoint;
        this.parts = endpoint.parts();
    }

    Tally take(List<NifiConsumer.Received> received) throws Exception {
        long again = 0;
        long setAside = 0;
        for (NifiConsumer.Received one : received) {
            Came came = take(one);
            again += came == Came.AGAIN ? 1 : 0;
            setAside += came == Came.SET_ASIDE ? 1 : 0;
        }
        return new Tally(received.size(), again, setAside);
    }

    private enum Came { NEW, AGAIN, SET_ASIDE }

    private Came take(NifiConsumer.Received received) throws Exception {
        FlowFile flowFile = flowFile(received);
        boolean again = known(flowFile) != Known.NEW;
        if (again) {
            parts.flowFiles().cameAgain(flowFile.route(), flowFile.uuid());
        } else {
            takeNew(flowFile, received);
        }
        Known known = known(flowFile);
        if (known == Known.SET_ASIDE) {
            parts.flowFiles().keep(flowFile.route(), flowFile.uuid(), received.content().file());
        }
        return again ? Came.AGAIN : known == Known.DONE ? Came.NEW : Came.SET_ASIDE;
    }

    private void takeNew(FlowFile flowFile, NifiConsumer.Received received) throws Exception {
        String delivery = UlidCreator.getMonotonicUlid().toString();
        int times = parts.flowFiles().begin(flowFile, delivery);
        Exchange exchange = exchange(flowFile, new Parcel(delivery, flowFile.name(), received.content().file()));
        consumer.getProcessor().process(exchange);
        if (known(flowFile) != Known.NEW) {
            return;
        }
        Exception failure = Optional.ofNullable(exchange.getException()).orElseGet(() -> new IllegalStateException(
                "the route ended without ledger:, so that the FlowFile is nowhere; end it at ledger:" + flowFile.route()));
        if (failure instanceof LedgerUnavailable || failure instanceof NotTaken || failure instanceof InterruptedException || times < TRIES) {
            throw failure;
        }
        giveUp(flowFile, failure);
    }

    /**
     * Content that was kept goes through the route once more, as this delivery. NEW: it did not come to an end and stays kept.
     *
     * @throws Exception if the ledger or its database is away
     */
    Known again(FlowFile flowFile, String delivery, Path content) throws Exception {
        Exchange exchange = exchange(flowFile, new Parcel(delivery, flowFile.name(), content));
        consumer.getProcessor().process(exchange);
        Known known = known(flowFile);
        if (known != Known.NEW || exchange.getException() == null) {
            return known;
        }
        Exception failure = exchange.getException();
        if (failure instanceof LedgerUnavailable || failure instanceof NotTaken || failure instanceof InterruptedException) {
            throw failure;
        }
        return Known.NEW;
    }

    /** A step of the route before the ledger fails again and again. */
    private void giveUp(FlowFile flowFile, Exception failure) {
        String id = UlidCreator.getMonotonicUlid().toString();
        parts.deliveries().begin(new Delivery(id, flowFile.route(), flowFile.name(), flowFile.bytes(), Optional.empty(), parts.clock().instant(), Optional.empty(), () -> {
            throw new IOException("never opened");
        }));
        parts.flowFiles().begin(flowFile, id);
        parts.deliveries().end(new Outcome.SetAside(id, new Balance(0, 0, 0, 0), "ROUTE_FAILED", "the route failed " + TRIES + " times before the ledger ("
                + failure.getClass().getSimpleName() + "); mend integrations/" + flowFile.route() + ".camel.yaml, then take it again"), 0, 0);
    }

    private Exchange exchange(FlowFile flowFile, Parcel parcel) {
        Exchange exchange = consumer.createExchange(true);
        exchange.getMessage().setBody(parcel);
        exchange.getMessage().setHeader(Exchange.FILE_NAME, flowFile.name());
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, flowFile.mimeType());
        exchange.getMessage().setHeader("NifiFlowFileUuid", flowFile.uuid());
        return exchange;
    }

    private FlowFile flowFile(NifiConsumer.Received received) throws IOException {
        String uuid = received.attributes().getOrDefault("uuid", "");
        if (uuid.isBlank()) {
            throw new IllegalStateException("a FlowFile came without its uuid, so that it could not be known again");
        }
        String name = received.attributes().getOrDefault("filename", uuid).replaceAll("\\p{Cc}", "\uFFFD");
        return new FlowFile(consumer.getRouteId(), uuid, endpoint.serverName(), endpoint.getPort(), name.substring(0, Math.min(name.length(), LONGEST_NAME)),
                received.attributes().getOrDefault("mime.type", ""), Files.size(received.content().file()));
    }

    private Known known(FlowFile flowFile) {
        return parts.flowFiles().known(flowFile.route(), flowFile.uuid());
    }
}
