package datong.intake.camel.nifi;

import datong.intake.camel.nifi.NifiComponent.Parts;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.ScheduledPollEndpoint;
import org.apache.nifi.remote.client.SiteToSiteClient;
import org.apache.nifi.remote.protocol.SiteToSiteTransportProtocol;

/** One port of one NiFi. A transaction ends at whichever of the three limits comes first. */
public final class NifiEndpoint extends ScheduledPollEndpoint {
    private static final long PENALTY_SECONDS = 1;
    private final String server;
    private String port;
    private String url = "";
    private int batchCount = 200;
    private long batchBytes = 32L << 20;
    private long batchMillis = 2_000;

    NifiEndpoint(String uri, NifiComponent component, String server) {
        super(uri, component);
        this.server = server;
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        demandPort();
        NifiConsumer consumer = new NifiConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public Producer createProducer() {
        demandPort();
        return new NifiProducer(this);
    }

    private void demandPort() {
        if (port == null || port.isBlank()) {
            throw new IllegalArgumentException("nifi: needs the port's name, e.g. nifi:" + server + "?port=to-hub");
        }
    }

    Parts parts() {
        return ((NifiComponent) getComponent()).parts();
    }

    Optional<NifiServer> server() {
        return parts().servers().apply(server).or(() -> Optional.of(url).filter(given -> !given.isBlank()).map(given -> NifiServer.plain(server, given)));
    }

    String serverName() {
        return server;
    }

    SiteToSiteClient client(NifiServer nifi) {
        SiteToSiteClient.Builder builder = new SiteToSiteClient.Builder().url(nifi.url()).portName(port)
                .transportProtocol(SiteToSiteTransportProtocol.valueOf(nifi.transport().name()))
                .timeout(nifi.timeout().toMillis(), TimeUnit.MILLISECONDS).nodePenalizationPeriod(PENALTY_SECONDS, TimeUnit.SECONDS)
                .requestBatchCount(batchCount).requestBatchSize(batchBytes).requestBatchDuration(batchMillis, TimeUnit.MILLISECONDS);
        nifi.tls().ifPresent(tls -> builder.sslContext(tls.context()));
        return builder.build();
    }

    public String getPort() {
        return port;
    }

    public void setPort(String port) {
        this.port = port;
    }

    public String getUrl() {
        return url;
    }

    /** For a NiFi that the hub's own settings do not name. */
    public void setUrl(String url) {
        this.url = url;
    }

    public int getBatchCount() {
        return batchCount;
    }

    public void setBatchCount(int batchCount) {
        this.batchCount = batchCount;
    }

    public long getBatchBytes() {
        return batchBytes;
    }

    public void setBatchBytes(long batchBytes) {
        this.batchBytes = batchBytes;
    }

    public long getBatchMillis() {
        return batchMillis;
    }

    public void setBatchMillis(long batchMillis) {
        this.batchMillis = batchMillis;
    }
}
