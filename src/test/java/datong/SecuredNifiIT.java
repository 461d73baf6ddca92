package datong;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import datong.intake.camel.nifi.NifiServer;
import datong.intake.camel.nifi.NifiServer.Transport;
import datong.intake.camel.nifi.NifiState;
import datong.intake.camel.nifi.NifiState.Word;
import datong.intake.camel.nifi.NifiStates;
import datong.policy.Subject;
import datong.web.console.NifiConsole;
import datong.web.console.NifiView;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.nifi.remote.Transaction;
import org.apache.nifi.remote.TransferDirection;
import org.apache.nifi.remote.client.SiteToSiteClient;
import org.apache.nifi.remote.protocol.SiteToSiteTransportProtocol;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** With a real Apache NiFi that is secured: certificates on both sides, what the hub says when NiFi does not let it in, and the console's view of it. */
@Order(1)
class SecuredNifiIT {
    private static final Path MAPPINGS = Path.of("src/test/resources/kill");
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Subject OPERATOR = new Subject("op", Subject.Kind.PERSON, "op", "11110199MB00DEM264", "", Set.of("vendor-operator"), Set.of());
    private static NifiHome nifi;
    private static NifiCertificates certificates;
    private static NifiServer.Tls hubs;

    @TempDir
    static Path place;

    @TempDir
    Path folder;

    @BeforeAll
    static void startNifi() throws IOException, InterruptedException {
        certificates = new NifiCertificates(place.resolve("certificates"));
        nifi = NifiHome.secured(place.resolve("nifi"), certificates);
        hubs = certificates.tls(certificates.known("hub"));
        nifi.grant("admin", "read", "/process-groups/" + nifi.root());
        nifi.grant("admin", "write", "/process-groups/" + nifi.root());
        nifi.grant("admin", "read", "/site-to-site");
        nifi.grant("hub", "read", "/site-to-site");
    }

    @AfterAll
    static void stopNifi() {
        if (nifi != null) {
            nifi.close();
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void withItsCertificateTheHubPullsAFlowFile(Transport transport) throws Exception {
        nifi.through("in-" + transport, "out-" + transport, 100, "admin", "hub");
        send("in-" + transport, transport);
        try (NifiHub hub = hub(transport, hubs)) {
            hub.pull("orders", "nifi:test?port=out-" + transport);
            until(() -> hub.intake().number("SELECT count(*) FROM ledger.matter") == 1);
            until(() -> hub.state("orders").map(NifiState::word).equals(Optional.of(Word.EMPTY)));
            assertThat(hub.state("orders").orElseThrow().flowFiles()).isEqualTo(1);
        }
    }

    private static void send(String port, Transport transport) throws IOException {
        try (SiteToSiteClient client = new SiteToSiteClient.Builder().url(nifi.url()).portName(port).timeout(20, TimeUnit.SECONDS)
                .sslContext(hubs.context()).transportProtocol(SiteToSiteTransportProtocol.valueOf(transport.name())).build()) {
            Transaction transaction = await().atMost(PATIENCE).ignoreException(IOException.class).until(() -> client.createTransaction(TransferDirection.SEND), found -> found != null);
            transaction.send("number,title,at,caller,phone\nN-1,order 1,2026-11-03 08:00:00,赵示例,15400000001\n".getBytes(StandardCharsets.UTF_8), Map.of("filename", "orders.csv"));
            transaction.confirm();
            transaction.complete();
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void aHubWithoutACertificateIsDeniedAndToldSo(Transport transport) throws Exception {
        NifiState state = denied(transport, certificates.tls(certificates.trust()));

        assertThat(state.message()).contains("certificate", "datong.nifi.test.keystore");
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void aHubWithACertificateOfAnotherAuthorityIsDeniedAndToldSo(Transport transport) throws Exception {
        NifiCertificates others = new NifiCertificates(folder.resolve("others"));
        NifiState state = denied(transport, certificates.tls(others.known("hub")));

        assertThat(state.message()).contains("certificate", "datong.nifi.test.keystore");
    }

    @Test
    void aHubThatDoesNotBelieveNifisCertificateSaysSo() throws Exception {
        NifiCertificates others = new NifiCertificates(folder.resolve("others"));
        NifiState state = denied(Transport.RAW, new NifiServer.Tls(hubs.keystore(), NifiCertificates.PASSWORD, others.trust().toString(), NifiCertificates.PASSWORD));

        assertThat(state.message()).contains("datong.nifi.test.truststore");
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void aHubWhoseCertificateHasNoRightsIsDeniedAndToldWhichItNeeds(Transport transport) throws Exception {
        NifiState state = denied(transport, certificates.tls(certificates.known("guest")));

        assertThat(state.message()).contains("403", "retrieve site-to-site details");
    }

    @Test
    void aPortThatIsNotForTheHubsEyesIsNotTakenForAnEmptyOne() throws Exception {
        nifi.through("in-hidden", "out-hidden", 100, "admin");
        try (NifiHub hub = hub(Transport.RAW, hubs)) {
            hub.pull("orders", "nifi:test?port=out-hidden");
            until(() -> hub.state("orders").map(NifiState::word).equals(Optional.of(Word.NO_SUCH_PORT)));
            assertThat(hub.state("orders").orElseThrow().message()).contains("receive data via site-to-site");
        }
    }

    @Test
    void theConsoleShowsGroupsQueuesWithTheirBackPressureBulletinsAndWhatCame() throws Exception {
        hubsRights();
        String group = nifi.group("摄像头");
        NifiHome.Through full = nifi.within(group).through("in-full", "out-full", 1, "admin", "hub");
        nifi.within(group).unreachableRemote();
        send("in-full", Transport.RAW);
        until(() -> nifi.queued(full) == 1);
        try (NifiHub hub = hub(Transport.RAW, hubs)) {
            NifiView console = console(hub, hubs);
            NifiView.Server seen = console.servers().getFirst();
            assertThat(seen.trouble()).isEmpty();
            assertThat(seen.version()).isEqualTo("2.3.0");
            assertThat(seen.groups()).extracting(NifiView.ProcessGroup::path).contains("NiFi Flow", "NiFi Flow / 摄像头");
            assertThat(seen.queues().getFirst()).extracting(NifiView.Queue::from, NifiView.Queue::to, NifiView.Queue::flowFiles, NifiView.Queue::percent, NifiView.Queue::full)
                    .containsExactly("in-full", "out-full", 1L, 100, true);
            until(() -> console.servers().getFirst().bulletins().stream().anyMatch(bulletin -> bulletin.level().equals("WARNING") || bulletin.level().equals("ERROR")));

            hub.pull("orders", "nifi:test?port=out-full");
            until(() -> console.arrived("orders", 10).stream().anyMatch(one -> one.state().equals("DONE")));
            assertThat(console.arrived("orders.csv", 10)).singleElement().satisfies(one -> {
                assertThat(one.rows()).isEqualTo(1);
                assertThat(one.batches()).hasSize(1);
                assertThat(one.canBeTakenAgain()).isFalse();
            });
        }
    }

    @Test
    void aGroupIsStoppedAndStartedAuditedFirstAndOnlyIfTheHubsCertificateMayOperateIt() throws Exception {
        hubsRights();
        NifiServer.Tls watchers = certificates.tls(certificates.known("watcher"));
        for (String resource : List.of("/flow", "/process-groups/" + nifi.root())) {
            nifi.grant("watcher", "read", resource);
        }
        String group = nifi.group("门禁");
        nifi.within(group).through("in-doors", "out-doors", 10, "admin", "hub");
        try (NifiHub hub = hub(Transport.RAW, hubs)) {
            NifiView watching = console(hub, watchers);
            assertThat(watching.run(OPERATOR, "test", group, false).orElseThrow()).contains("operate the component");
            assertThat(watching.group("test", group).orElseThrow().running()).isEqualTo(2);
            assertThat(hub.intake().audited("NIFI_GROUP_STOP")).isEqualTo(1);

            NifiView console = console(hub, hubs);
            assertThat(console.run(OPERATOR, "test", group, false)).isEmpty();
            until(() -> console.group("test", group).orElseThrow().running() == 0);
            assertThat(console.run(OPERATOR, "test", group, true)).isEmpty();
            until(() -> console.group("test", group).orElseThrow().running() == 2);
            assertThat(hub.intake().audited("NIFI_GROUP_STOP")).isEqualTo(2);
            assertThat(hub.intake().audited("NIFI_GROUP_START")).isEqualTo(1);
            assertThat(console.group("test", "00000000-0000-0000-0000-000000000000")).isEmpty();
        }
    }

    @Test
    void aConsoleWithoutRightsOrCertificateSaysWhatItNeeds() throws Exception {
        try (NifiHub hub = hub(Transport.RAW, hubs)) {
            assertThat(console(hub, certificates.tls(certificates.known("nobody"))).servers().getFirst().trouble()).contains("403", "view the user interface");
            assertThat(console(hub, certificates.tls(certificates.trust())).servers().getFirst().trouble()).contains("datong.nifi.test");
        }
    }

    private static void hubsRights() throws IOException, InterruptedException {
        nifi.grant("hub", "read", "/flow");
        nifi.grant("hub", "read", "/process-groups/" + nifi.root());
        nifi.grant("hub", "write", "/operation/process-groups/" + nifi.root());
    }

    private static NifiView console(NifiHub hub, NifiServer.Tls tls) {
        return NifiConsole.over(server(Transport.RAW, tls), new NifiStates(Clock.systemUTC()), hub.kept(), hub.intake().database(), hub.intake().log());
    }

    private NifiState denied(Transport transport, NifiServer.Tls tls) throws Exception {
        try (NifiHub hub = hub(transport, tls)) {
            hub.pull("orders", "nifi:test?port=out-RAW");
            until(() -> hub.state("orders").map(NifiState::word).equals(Optional.of(Word.DENIED)));
            return hub.state("orders").orElseThrow();
        }
    }

    private NifiHub hub(Transport transport, NifiServer.Tls tls) throws Exception {
        return new NifiHub(TestDatabase.fresh(), folder, MAPPINGS, List.of(server(transport, tls)));
    }

    private static NifiServer server(Transport transport, NifiServer.Tls tls) {
        return new NifiServer("test", nifi.url(), transport, Optional.of(tls), Duration.ofSeconds(10));
    }

    private static void until(java.util.concurrent.Callable<Boolean> holds) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(holds);
    }
}
