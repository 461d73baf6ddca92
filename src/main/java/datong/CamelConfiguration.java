package datong;

import com.github.f4b6a3.ulid.UlidCreator;
import datong.audit.AuditLog;
import datong.intake.FlowFiles;
import datong.intake.Intake;
import datong.intake.Spool;
import datong.intake.camel.ChannelSettings;
import datong.intake.camel.Handover;
import datong.intake.camel.Integrations;
import datong.intake.camel.LedgerComponent;
import datong.intake.camel.PagesComponent;
import datong.intake.camel.QuietOutcomes;
import datong.intake.camel.TableComponent;
import datong.intake.camel.mqtt.MqttComponent;
import datong.intake.camel.changes.ChangesComponent;
import datong.intake.camel.nifi.KeptFlowFiles;
import datong.intake.camel.nifi.NifiComponent;
import datong.intake.camel.nifi.NifiServers;
import datong.intake.camel.nifi.NifiStates;
import datong.intake.jdbc.JdbcDeliveries;
import datong.mapping.Mappings;
import datong.publication.camel.ReleasesComponent;
import datong.publication.jdbc.JdbcOutbox;
import datong.source.RecordReaders;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.component.mail.MailComponent;
import org.apache.camel.component.micrometer.routepolicy.MicrometerRoutePolicyFactory;
import org.apache.camel.impl.DefaultCamelContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Apache Camel without its starter: a plain context with the hub's two components, and the watched integrations in it. */
@Configuration(proxyBeanMethods = false)
class CamelConfiguration {

    @Bean
    Handover handover(Intake intake, Mappings mappings, RecordReaders readers, Spool spool, DataSource hub, Clock clock) {
        JdbcClient database = JdbcClient.create(hub);
        return new Handover(intake, mappings, readers, spool, () -> answers(database), clock);
    }

    /** No comes after the pool's own waiting time. */
    private static boolean answers(JdbcClient database) {
        try {
            return database.sql("SELECT true").query(Boolean.class).single();
        } catch (DataAccessException away) {
            return false;
        }
    }

    @Bean
    SourceDatabases sourceDatabases(DataSource hub, Environment environment) {
        return new SourceDatabases(hub, environment);
    }

    @Bean
    ChannelSettings channelSettings(HubSettings settings, Environment environment) {
        Map<String, String> own = Map.of("datong.inbox", settings.inboxes().toString());
        return new ChannelSettings(settings.folder("integrations"), name -> Optional.ofNullable(own.get(name)).or(() -> Optional.ofNullable(environment.getProperty(name))));
    }

    @Bean
    NifiStates nifiStates(Clock clock) {
        return new NifiStates(clock);
    }

    @Bean
    NifiServers nifiServers(Environment environment) {
        return NifiSettings.servers(environment);
    }

    @Bean
    KeptFlowFiles keptFlowFiles(FlowFiles flowFiles, HubSettings settings) {
        return new KeptFlowFiles(flowFiles, new Spool(settings.dataFolder().resolve("spool").resolve("nifi-kept")));
    }

    @Bean
    NifiComponent.Parts nifiParts(NifiServers servers, FlowFiles flowFiles, JdbcDeliveries deliveries, HubSettings settings, NifiStates states, KeptFlowFiles kept, Clock clock) {
        return new NifiComponent.Parts(servers::find, flowFiles, deliveries, new Spool(settings.dataFolder().resolve("spool").resolve("nifi")), states, kept, clock);
    }

    @Bean
    ReleasesComponent.Parts releasesParts(DataSource hub, HubSettings settings, AuditLog log, Clock clock) {
        return new ReleasesComponent.Parts(new JdbcOutbox(hub, clock), settings.dataFolder().resolve("releases"), log,
                () -> UlidCreator.getMonotonicUlid().toString(), clock);
    }

    @Bean
    Authorities authorities(HubSettings settings) {
        return Authorities.read(settings.authorities());
    }

    @Bean
    CamelParts camelParts(Handover handover, SourceDatabases databases, NifiComponent.Parts nifi, ReleasesComponent.Parts releases, RecordReaders readers, Spool spool,
            DataSource hub, ChannelSettings channels, Authorities authorities, Clock clock) {
        return new CamelParts(handover, databases, nifi, releases, readers, spool, JdbcClient.create(hub), channels, authorities, clock);
    }

    @Bean(initMethod = "", destroyMethod = "stop")
    CamelContext camelContext(CamelParts parts, MeterRegistry meters) throws Exception {
        DefaultCamelContext context = new DefaultCamelContext();
        parts.equip(context);
        context.getRegistry().bind("metricsRegistry", meters);
        context.addRoutesConfigurations(new QuietOutcomes());
        context.addRoutePolicyFactory(new MicrometerRoutePolicyFactory());
        return context;
    }

    @Bean
    Integrations integrations(CamelContext context, CamelParts parts, HubSettings settings, ChannelSettings channels, Clock clock) {
        return new Integrations(settings.folder("integrations"), channels, context, () -> {
            DefaultCamelContext scratch = Integrations.trialContext();
            parts.equip(scratch);
            return scratch;
        }, clock);
    }

    /** What every context of the hub has: its name, its placeholders and its components. */
    record CamelParts(Handover handover, SourceDatabases databases, NifiComponent.Parts nifi, ReleasesComponent.Parts releases, RecordReaders readers, Spool spool,
            JdbcClient hub, ChannelSettings channels, Authorities authorities, Clock clock) {
        void equip(DefaultCamelContext context) {
            context.getCamelContextExtension().setName("datong");
            context.getShutdownStrategy().setTimeout(20);
            channels.equip(context);
            context.setSSLContextParameters(authorities.forCamel());
            context.addComponent("ledger", new LedgerComponent(handover));
            context.addComponent("nifi", new NifiComponent(nifi));
            context.addComponent("releases", new ReleasesComponent(releases));
            context.addComponent("table", new TableComponent(databases::find, databases::at, this::watermark));
            context.addComponent("changes", new ChangesComponent(this::watermark, this::save));
            context.addComponent("pages", new PagesComponent(readers, spool, this::watermark, authorities.context(), clock));
            MailComponent mail = new MailComponent();
            mail.setUseGlobalSslContextParameters(true);
            context.addComponent("imaps", mail);
            context.addComponent("paho-mqtt5", new MqttComponent());
        }

        private void save(String channel, String value) {
            hub.sql("INSERT INTO intake.watermark (source, value, updated_at) VALUES (?, ?, ?) ON CONFLICT (source) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at")
                    .params(channel, value, clock.instant().atOffset(ZoneOffset.UTC)).update();
        }

        private Optional<String> watermark(String source) {
            return hub.sql("SELECT value FROM intake.watermark WHERE source = ?").param(source).query(String.class).optional();
        }
    }
}
