package datong;

import datong.lineage.HttpLineageSink;
import datong.lineage.LineageSender;
import datong.lineage.LineageSink;
import datong.lineage.RunEvents;
import datong.lineage.Traces;
import datong.lineage.WrittenMappingReader;
import datong.lineage.jdbc.JdbcTraces;
import datong.lineage.jdbc.JdbcUnsentRuns;
import datong.lineage.jdbc.JdbcWrittenMappings;
import datong.lineage.kafka.KafkaLineageSink;
import datong.mapping.yaml.MappingFiles;
import datong.schema.Datasets;
import datong.schema.yaml.ExtensionFolder;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where each value came from. */
@Configuration(proxyBeanMethods = false)
class LineageConfiguration {
    @Bean
    Traces traces(DataSource database, ExtensionFolder extensions) {
        return new JdbcTraces(database, extensions::schema);
    }

    @Bean
    WrittenMappingReader writtenMappings(DataSource database, MappingFiles files) {
        return new WrittenMappingReader(new JdbcWrittenMappings(database), files);
    }

    @Bean
    LineageSink lineageSink(HubSettings settings) throws IOException {
        HubSettings.Lineage lineage = settings.lineage();
        return lineage.to().startsWith("kafka:") ? KafkaLineageSink.at(lineage.to()) : new HttpLineageSink(URI.create(lineage.to()), lineage.bearer());
    }

    /** Without an address nothing is sent; what has ended waits, and is sent once there is one. */
    @DependsOnDatabaseInitialization
    @Bean(destroyMethod = "close")
    LineageSender lineageSender(HubSettings settings, DataSource database, WrittenMappingReader written, Datasets datasets, ExtensionFolder extensions, LineageSink sink) {
        HubSettings.Lineage lineage = settings.lineage();
        RunEvents events = new RunEvents(lineage.namespace(), written::byVersion, datasets, extensions::schema, HubVersion.text());
        LineageSender sender = new LineageSender(new JdbcUnsentRuns(database), events, sink);
        if (!lineage.to().isEmpty()) {
            sender.start(Duration.ofSeconds(5));
        }
        return sender;
    }
}
