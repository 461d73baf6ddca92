package datong;

import datong.intake.Intake;
import datong.intake.Spool;
import datong.intake.camel.ChannelSettings;
import datong.intake.camel.Handover;
import datong.intake.camel.Integrations;
import datong.intake.camel.LedgerComponent;
import datong.intake.camel.PagesComponent;
import datong.intake.camel.QuietOutcomes;
import datong.intake.camel.TableComponent;
import datong.mapping.Mappings;
import datong.source.RecordReaders;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
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
    CamelParts camelParts(Handover handover, SourceDatabases databases, RecordReaders readers, Spool spool, DataSource hub, ChannelSettings channels, Clock clock) {
        return new CamelParts(handover, databases, readers, spool, JdbcClient.create(hub), channels, clock);
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
    record CamelParts(Handover handover, SourceDatabases databases, RecordReaders readers, Spool spool, JdbcClient hub, ChannelSettings channels, Clock clock) {
        void equip(DefaultCamelContext context) {
            context.getCamelContextExtension().setName("datong");
            context.getShutdownStrategy().setTimeout(20);
            channels.equip(context);
            context.addComponent("ledger", new LedgerComponent(handover));
            context.addComponent("table", new TableComponent(databases::find, this::watermark));
            context.addComponent("pages", new PagesComponent(readers, spool, this::watermark, clock));
        }

        private Optional<String> watermark(String source) {
            return hub.sql("SELECT value FROM intake.watermark WHERE source = ?").param(source).query(String.class).optional();
        }
    }
}
