package datong;

import datong.lineage.kafka.KafkaLineageSink;
import datong.protection.Suite;
import datong.protection.keeper.KeyKeepers;
import datong.studio.SampleKeeper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the hub keeps things and how it behaves; every property has a default.
 *
 * @param data database, audit log, releases, inboxes ({@code DATONG_DATA})
 * @param keys the key ring, apart from the data ({@code DATONG_KEYS}); empty: beside it, {@code <data>-keys}
 * @param inbox where file integrations look; empty: {@code <data>/inbox}
 * @param config the folder that holds {@code integrations/}, {@code mappings/} and {@code policies/}
 * @param databasePort port of the embedded PostgreSQL; 0: a free one, chosen once
 * @param watch how often the stewards' folders are looked at
 * @param authorities file of certificates (PEM) that servers of departments may have theirs from, beside those that Java knows; empty: none
 */
@ConfigurationProperties("datong")
public record HubSettings(
        @DefaultValue("./data") String data,
        @DefaultValue("") String keys,
        @DefaultValue("") String inbox,
        @DefaultValue(".") String config,
        @DefaultValue("0") int databasePort,
        @DefaultValue("1s") Duration watch,
        @DefaultValue("") String authorities,
        @DefaultValue Sample sample,
        @DefaultValue Intake intake,
        @DefaultValue Crypto crypto,
        @DefaultValue Lineage lineage,
        @DefaultValue Studio studio) {

    /** @param load whether the sample district is generated and loaded at the first start */
    public record Sample(@DefaultValue("true") boolean load, @DefaultValue("210000") int records, @DefaultValue("20261103") long seed) {}

    /** @param batch records a batch, 1 to 100,000; @param writers connections that write at once, 1 to 16 */
    public record Intake(@DefaultValue("5000") int batch, @DefaultValue("2") int writers) {
        public Intake {
            demand(batch >= 1 && batch <= 100_000, "datong.intake.batch is " + batch + "; expected 1 to 100000 records");
            demand(writers >= 1 && writers <= 16, "datong.intake.writers is " + writers + "; expected 1 to 16 connections");
        }
    }

    /** @param suite {@code international} or {@code sm}; @param keeper of the key that wraps the subjects' keys, {@link KeyKeepers#FORMS}; empty: the ring itself */
    public record Crypto(@DefaultValue("international") String suite, @DefaultValue("") String keeper) {
        public Crypto {
            demand(Arrays.stream(Suite.values()).anyMatch(known -> known.name().equalsIgnoreCase(suite)),
                    "datong.crypto.suite is '" + suite + "'; expected international or sm");
        }
    }

    /**
     * @param to address of an OpenLineage endpoint, or {@code kafka:<topic>?brokers=…}; empty: lineage is not sent
     * @param token file that holds the endpoint's bearer token; empty: none is sent
     * @param namespace of this hub's jobs and datasets there
     */
    public record Lineage(@DefaultValue("") String to, @DefaultValue("") String token, @DefaultValue("datong") String namespace) {
        public Lineage {
            demand(to.isEmpty() || to.matches("https?://.+") || to.matches(KafkaLineageSink.ADDRESS), "datong.lineage.to is '" + to
                    + "'; expected the http or https address of an OpenLineage endpoint, or kafka:<topic>?brokers=<host:port,…>");
        }

        Optional<String> bearer() throws IOException {
            return token.isBlank() ? Optional.empty() : Optional.of(Files.readString(Path.of(token)).strip());
        }
    }

    /** @param rows records of each source that are kept for trying mappings, 0 to 10,000; 0: none; @param days they are kept, 1 to 90; @param every how often */
    public record Studio(@DefaultValue("1000") int rows, @DefaultValue("14") int days, @DefaultValue("5s") Duration every) {
        public Studio {
            demand(rows >= 0 && rows <= 10_000, "datong.studio.rows is " + rows + "; expected 0 to 10000 records");
            demand(days >= 1 && days <= 90, "datong.studio.days is " + days + "; expected 1 to 90 days");
            demand(every.toMillis() >= 100, "datong.studio.every is " + every + "; expected 100ms or more");
        }

        SampleKeeper.Settings keeping() {
            return new SampleKeeper.Settings(rows, days, every);
        }
    }

    private static void demand(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    Suite suite() {
        return Suite.valueOf(crypto.suite().toUpperCase(Locale.ROOT));
    }

    Path dataFolder() {
        return Path.of(data).toAbsolutePath().normalize();
    }

    Path keyFolder() {
        return keys.isBlank() ? dataFolder().resolveSibling(dataFolder().getFileName() + "-keys") : Path.of(keys).toAbsolutePath().normalize();
    }

    Path inboxes() {
        return inbox.isBlank() ? dataFolder().resolve("inbox") : Path.of(inbox).toAbsolutePath().normalize();
    }

    Path folder(String name) {
        return Path.of(config).resolve(name);
    }
}
