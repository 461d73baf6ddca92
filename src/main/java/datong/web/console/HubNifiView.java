package datong.web.console;

import datong.intake.camel.nifi.KeptFlowFiles;
import datong.intake.camel.nifi.NifiServer;
import datong.intake.camel.nifi.NifiState;
import datong.intake.camel.nifi.NifiStates;
import datong.policy.Subject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.http.HttpStatusCode;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestClientResponseException;

/** NiFi over its REST API; what came from there out of the hub's own tables. */
final class HubNifiView implements NifiView {
    private static final Pattern ID = Pattern.compile("[0-9a-fA-F-]{1,64}");
    private static final int LOOKS = 20;
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final String ARRIVED = """
            SELECT f.uuid, f.name, f.route, d.source, f.delivery_id, coalesce(d.state, 'RUNNING') AS state, coalesce(d.rule, '') AS rule,
                coalesce(d.rows_read, 0) AS rows, f.seen, f.kept_at IS NOT NULL AS kept, f.last_seen,
                ARRAY (SELECT b.id FROM intake.batch b WHERE b.delivery_id = f.delivery_id ORDER BY b.committed_at LIMIT 5) AS batches
            FROM intake.flowfile f LEFT JOIN intake.delivery d ON d.id = f.delivery_id
            """;
    private final Collection<NifiServer> servers;
    private final NifiStates states;
    private final KeptFlowFiles kept;
    private final JdbcClient database;
    private final ConsoleAudit audit;

    HubNifiView(Collection<NifiServer> servers, NifiStates states, KeptFlowFiles kept, JdbcClient database, ConsoleAudit audit) {
        this.servers = servers;
        this.states = states;
        this.kept = kept;
        this.database = database;
        this.audit = audit;
    }

    @Override
    public List<Server> servers() {
        return servers.stream().map(HubNifiView::ask).toList();
    }

    private static Server ask(NifiServer server) {
        try {
            NifiRest rest = new NifiRest(server);
            return new Server(server.name(), server.url(), rest.version(), "", rest.groups(), rest.queues(), rest.bulletins());
        } catch (RestClientException | IllegalStateException trouble) {
            return new Server(server.name(), server.url(), "", trouble(server, trouble), List.of(), List.of(), List.of());
        }
    }

    /** What to do, never what an answer's body said. */
    private static String trouble(NifiServer server, RuntimeException trouble) {
        String setting = "datong.nifi." + server.name();
        if (trouble instanceof RestClientResponseException answer) {
            HttpStatusCode status = answer.getStatusCode();
            return status.value() == 401 || status.value() == 403
                    ? status.value() + ": " + server.api() + " · " + setting + ".keystore, .truststore · view the user interface, view the component"
                    : status.value() + ": " + server.api() + " · " + setting + ".url";
        }
        return trouble.getClass().getSimpleName() + ": " + server.api() + " · " + setting + (trouble instanceof IllegalStateException ? ".keystore, .truststore" : ".url");
    }

    @Override
    public List<Route> routes() {
        return states.all().stream().map(state -> new Route(state.route(), state.server(), state.port(), state.way() == NifiState.Way.PULL, state.word().name(),
                state.message(), state.since(), state.flowFiles(), state.again(), state.setAside())).toList();
    }

    @Override
    public List<Arrived> arrived(String text, int most) {
        return database.sql(ARRIVED + "WHERE ? = '' OR position(? in f.uuid) > 0 OR position(? in f.name) > 0 ORDER BY f.last_seen DESC LIMIT ?")
                .params(text, text, text, most).query(HubNifiView::arrived).list();
    }

    @Override
    public Optional<Arrived> arrived(String route, String uuid) {
        return database.sql(ARRIVED + "WHERE f.route = ? AND f.uuid = ?").params(route, uuid).query(HubNifiView::arrived).optional();
    }

    @Override
    public KeptFlowFiles.Answer takeAgain(Subject actor, Arrived arrived) {
        audit.did(actor, "FLOWFILE_TAKEN_AGAIN", arrived.source(), java.util.Map.of("route", arrived.route(), "flowfile", arrived.uuid(), "delivery", arrived.delivery()));
        return kept.take(arrived.route(), arrived.uuid());
    }

    private static Arrived arrived(ResultSet row, int number) throws SQLException {
        List<String> batches = Stream.of((java.util.UUID[]) row.getArray("batches").getArray()).map(id -> com.github.f4b6a3.ulid.Ulid.from(id).toString()).toList();
        return new Arrived(row.getString("uuid"), row.getString("name"), row.getString("route"), Optional.ofNullable(row.getString("source")).orElse(row.getString("route")),
                JdbcIntakeView.id(row, 5), row.getString("state"), row.getString("rule"), row.getLong("rows"), row.getInt("seen"), row.getBoolean("kept"),
                JdbcIntakeView.instant(row, 11).orElseThrow(), batches);
    }

    @Override
    public Optional<ProcessGroup> group(String server, String id) {
        return find(server).filter(found -> ID.matcher(id).matches()).flatMap(found -> {
            try {
                return Optional.of(new NifiRest(found).group(id));
            } catch (RestClientException | IllegalStateException away) {
                return Optional.empty();
            }
        });
    }

    @Override
    public Optional<String> run(Subject actor, String server, String id, boolean start) {
        NifiServer found = find(server).filter(known -> ID.matcher(id).matches()).orElseThrow(() -> new NotThere(server));
        audit.operated(actor, start ? "NIFI_GROUP_START" : "NIFI_GROUP_STOP", java.util.Map.of("nifi", server, "group", id));
        try {
            return started(new NifiRest(found), found, id, start);
        } catch (RestClientException | IllegalStateException refused) {
            return Optional.of(trouble(found, refused));
        }
    }

    /** NiFi passes over what the hub may not operate and says that all is well; so it is looked at. */
    private static Optional<String> started(NifiRest rest, NifiServer server, String id, boolean start) {
        int before = standing(rest.group(id), start);
        rest.run(id, start);
        for (int look = 0; look < LOOKS; look++) {
            if (standing(rest.group(id), start) < before) {
                return Optional.empty();
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return before == 0 ? Optional.empty() : Optional.of("200: " + server.api() + " · " + before + " · operate the component");
    }

    /** How many components are not yet as they should be. */
    private static int standing(ProcessGroup group, boolean start) {
        return start ? group.stopped() : group.running();
    }

    private Optional<NifiServer> find(String name) {
        return servers.stream().filter(server -> server.name().equals(name)).findFirst();
    }
}
