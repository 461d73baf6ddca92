package datong;

import com.github.f4b6a3.ulid.UlidCreator;
import datong.intake.Spool;
import datong.intake.camel.LedgerComponent;
import datong.intake.camel.QuietOutcomes;
import datong.intake.camel.nifi.KeptFlowFiles;
import datong.intake.camel.nifi.NifiComponent;
import datong.intake.camel.nifi.NifiServer;
import datong.intake.camel.nifi.NifiState;
import datong.intake.camel.nifi.NifiStates;
import datong.publication.camel.ReleasesComponent;
import datong.publication.jdbc.JdbcOutbox;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** The way in with its Camel context, as far as NiFi needs it. */
final class NifiHub implements AutoCloseable {
    private final TestIntake intake;
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final NifiStates states = new NifiStates(Clock.systemUTC());

    private final KeptFlowFiles kept;

    NifiHub(DataSource database, Path folder, Path mappings, List<NifiServer> servers) throws Exception {
        this.intake = new TestIntake(database, folder, mappings, 1_000);
        this.kept = new KeptFlowFiles(intake.flowFiles(), new Spool(folder.resolve("spool-kept")));
        camel.getShutdownStrategy().setTimeout(20);
        camel.addRoutesConfigurations(new QuietOutcomes());
        camel.addComponent("ledger", new LedgerComponent(intake.handover()));
        camel.addComponent("nifi", new NifiComponent(new NifiComponent.Parts(name -> servers.stream().filter(server -> server.name().equals(name)).findFirst(),
                intake.flowFiles(), intake.deliveries(), new Spool(folder.resolve("spool-nifi")), states, kept, Clock.systemUTC())));
        camel.addComponent("releases", new ReleasesComponent(new ReleasesComponent.Parts(new JdbcOutbox(database, Clock.systemUTC()), folder.resolve("releases"),
                intake.log(), () -> UlidCreator.getMonotonicUlid().toString(), Clock.systemUTC())));
        camel.start();
    }

    static NifiServer plain(String name, String url, NifiServer.Transport transport) {
        return new NifiServer(name, url, transport, Optional.empty(), Duration.ofSeconds(10));
    }

    KeptFlowFiles kept() {
        return kept;
    }

    TestIntake intake() {
        return intake;
    }

    void route(RouteBuilder routes) throws Exception {
        camel.addRoutes(routes);
    }

    /** A route from a port into the ledger, both under the source's name. */
    void pull(String source, String uri) throws Exception {
        route(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).routeId(source).to("ledger:" + source);
            }
        });
    }

    /** A route from a publication's releases to a port. */
    void push(String route, String publication, String uri) throws Exception {
        route(new RouteBuilder() {
            @Override
            public void configure() {
                from("releases:" + publication + "?delay=200&initialDelay=0").routeId(route).to(uri);
            }
        });
    }

    String routeState(String route) {
        return camel.getRouteController().getRouteStatus(route).name();
    }

    Optional<NifiState> state(String route) {
        return states.all().stream().filter(state -> state.route().equals(route)).findFirst();
    }

    @Override
    public void close() {
        camel.stop();
        intake.close();
    }
}
