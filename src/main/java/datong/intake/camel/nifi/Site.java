package datong.intake.camel.nifi;

import datong.intake.camel.nifi.NifiState.Way;
import java.io.IOException;
import org.apache.nifi.remote.client.SiteToSiteClient;

/** What is open towards a NiFi while a route runs. */
record Site(SiteToSiteClient client, SiteProbe probe) implements AutoCloseable {
    static Site open(NifiEndpoint endpoint, NifiServer server, Way way) {
        return new Site(endpoint.client(server), new SiteProbe(server, endpoint.getPort(), way));
    }

    @Override
    public void close() throws IOException {
        try (probe) {
            client.close();
        }
    }
}
