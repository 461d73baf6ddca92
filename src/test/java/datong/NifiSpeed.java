package datong;

import static org.assertj.core.api.Assertions.assertThat;

import datong.intake.camel.nifi.NifiServer.Transport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How fast records come from a real Apache NiFi and go there. No part of the suite: it is called by name (docs/FINDINGS.md) and warns of its figures. */
class NifiSpeed {
    private static final Logger LOG = LoggerFactory.getLogger(NifiSpeed.class);
    private static final int ROWS = 1_000;
    private static final int FLOW_FILES = 100;
    private static final Path MAPPINGS = Path.of("src/test/resources/kill");
    private static NifiHome nifi;

    @TempDir
    static Path place;

    @TempDir
    Path folder;

    @BeforeAll
    static void startNifi() throws Exception {
        nifi = NifiHome.start(place);
    }

    @AfterAll
    static void stopNifi() {
        nifi.close();
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void recordsComeFromNifiIntoTheLedger(Transport transport) throws Exception {
        nifi.through("in-" + transport, "out-" + transport, 10_000);
        List<NifiIT.FlowFile> feed = new ArrayList<>();
        for (int index = 0; index < 2 * FLOW_FILES; index++) {
            feed.add(new NifiIT.FlowFile("orders-" + index + ".csv", NifiIT.orders(index * ROWS, (index + 1) * ROWS)));
        }
        try (NifiHub hub = new NifiHub(TestDatabase.fresh(), folder, MAPPINGS, List.of(NifiHub.plain("test", nifi.url(), transport)))) {
            hub.pull("orders", "nifi:test?port=out-" + transport);
            NifiIT.send(nifi, "in-" + transport, feed.subList(0, FLOW_FILES));
            NifiIT.until(() -> taken(hub) == FLOW_FILES);
            long start = System.nanoTime();
            NifiIT.send(nifi, "in-" + transport, feed.subList(FLOW_FILES, 2 * FLOW_FILES));
            NifiIT.until(() -> taken(hub) == 2 * FLOW_FILES);
            LOG.warn("pull {}: {} rows/s into the ledger, {} a FlowFile, warm", transport, perSecond(start), ROWS);
            assertThat(hub.intake().number("SELECT count(*) FROM ledger.matter")).isEqualTo(2L * FLOW_FILES * ROWS);
        }
    }

    private static long taken(NifiHub hub) {
        return hub.intake().number("SELECT count(*) FROM intake.delivery WHERE state = 'DONE'");
    }

    @Test
    void releasesGoFromTheOutboxToNifi() throws Exception {
        nifi.through("in-push", "out-push", 10_000);
        PGSimpleDataSource database = TestDatabase.fresh();
        NifiIT.release(database, folder.resolve("releases"), FLOW_FILES, ROWS);
        try (NifiHub hub = new NifiHub(database, folder, MAPPINGS, List.of(NifiHub.plain("test", nifi.url(), Transport.RAW)))) {
            long start = System.nanoTime();
            hub.push("handover", "components", "nifi:test?port=in-push");
            NifiIT.until(() -> hub.intake().number("SELECT count(*) FROM publication.outbox WHERE sent_at IS NOT NULL") == FLOW_FILES);
            LOG.warn("push RAW: {} rows/s from the outbox, {} files a second, cold", perSecond(start), perSecond(start) / ROWS);
        }
    }

    private static long perSecond(long start) {
        return Math.round(FLOW_FILES * ROWS / ((System.nanoTime() - start) / 1e9));
    }
}
