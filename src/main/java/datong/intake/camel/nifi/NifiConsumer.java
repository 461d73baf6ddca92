package datong.intake.camel.nifi;

import datong.intake.FlowFiles.FlowFile;
import datong.intake.FlowFiles.Known;
import datong.intake.Spool;
import datong.intake.camel.nifi.NifiState.Way;
import datong.intake.camel.nifi.NifiState.Word;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Processor;
import org.apache.camel.support.ScheduledPollConsumer;
import org.apache.nifi.remote.Transaction;
import org.apache.nifi.remote.TransferDirection;
import org.apache.nifi.remote.protocol.DataPacket;

/**
 * Pulls from an output port: a transaction's FlowFiles are received, then taken into the ledger one by one, and only then is NiFi told
 * that they arrived. Told earlier, a kill loses them; told later, they come again and are known by their uuid.
 */
final class NifiConsumer extends ScheduledPollConsumer {
    private static final long DELAY = 1_000;
    private final NifiEndpoint endpoint;
    private Optional<Site> site = Optional.empty();

    NifiConsumer(NifiEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
        setDelay(DELAY);
        setGreedy(true);
    }

    /** One FlowFile on its way, its content in the spool. */
    record Received(Map<String, String> attributes, Spool.Spooled content) {}

    @Override
    protected int poll() throws Exception {
        Optional<NifiServer> server = endpoint.server();
        if (server.isEmpty()) {
            notConfigured();
            return 0;
        }
        try {
            return pull(open(server.get()));
        } catch (IOException | RuntimeException failure) {
            line().say(Word.FAILED, "FlowFiles were not taken and stay in NiFi: " + said(failure));
            return 0;
        }
    }

    /** The exception's own words only where they are ours. */
    private static String said(Exception failure) {
        boolean ours = failure.getClass().getName().startsWith("datong.") || failure instanceof IllegalStateException;
        return failure.getClass().getSimpleName() + (ours ? ", " + failure.getMessage() : "") + "; it is tried again";
    }

    private int pull(Site open) throws Exception {
        Optional<Transaction> transaction = begin(open);
        if (transaction.isEmpty()) {
            SiteProbe.Finding finding = open.probe().ask();
            line().say(finding.word(), finding.message());
            return 0;
        }
        List<Received> received = new ArrayList<>();
        try {
            receive(transaction.get(), received);
            Taking.Tally tally = new Taking(this, endpoint).take(received);
            transaction.get().confirm();
            transaction.get().complete();
            line().count(tally);
        } catch (Exception failure) {
            transaction.get().error();
            throw failure;
        } finally {
            for (Received one : received) {
                one.content().close();
            }
        }
        return received.size();
    }

    /** Empty if there is none, for whatever reason: the probe finds it. */
    private static Optional<Transaction> begin(Site open) {
        try {
            return Optional.ofNullable(open.client().createTransaction(TransferDirection.RECEIVE));
        } catch (IOException refused) {
            return Optional.empty();
        }
    }

    private void receive(Transaction transaction, List<Received> received) throws IOException {
        for (DataPacket packet = transaction.receive(); packet != null; packet = transaction.receive()) {
            received.add(new Received(packet.getAttributes(), endpoint.parts().spool().keep(packet.getData(), Long.MAX_VALUE)));
        }
    }

    private NifiStates.Line line() {
        return endpoint.parts().states().line(getRouteId(), endpoint.serverName(), endpoint.getPort(), Way.PULL);
    }

    private Site open(NifiServer server) {
        if (site.isEmpty()) {
            site = Optional.of(Site.open(endpoint, server, Way.PULL));
        }
        return site.get();
    }

    /** A route cannot stop from within itself. */
    private void notConfigured() {
        line().say(Word.NOT_CONFIGURED, "not configured: set datong.nifi." + endpoint.serverName() + ".url and start the hub again");
        Thread.ofVirtual().start(() -> {
            try {
                endpoint.getCamelContext().getRouteController().stopRoute(getRouteId());
            } catch (Exception stuck) {
                line().say(Word.NOT_CONFIGURED, "not configured, and the route does not stop: " + stuck.getClass().getSimpleName());
            }
        });
    }

    Known again(FlowFile flowFile, String delivery, Path content) throws Exception {
        return new Taking(this, endpoint).again(flowFile, delivery, content);
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        endpoint.parts().kept().started(getRouteId(), this);
    }

    @Override
    protected void doStop() throws Exception {
        endpoint.parts().kept().stopped(getRouteId(), this);
        super.doStop();
        if (site.isPresent()) {
            site.get().close();
            site = Optional.empty();
        }
    }
}
