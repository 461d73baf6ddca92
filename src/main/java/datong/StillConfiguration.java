package datong;

import com.github.f4b6a3.ulid.UlidCreator;
import datong.audit.AuditLog;
import datong.classification.PersonalDataScanner;
import datong.mapping.Mappings;
import datong.protection.SubjectVault;
import datong.query.Queries;
import datong.retrieval.RetrievalDesk;
import datong.retrieval.jdbc.JdbcRetrievals;
import datong.still.Coarsening;
import datong.still.Fetching;
import datong.still.StillSeal;
import datong.still.Stills;
import datong.still.http.HttpPictures;
import datong.still.jdbc.JdbcStills;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Pictures of cameras: how coarse, fetched from where, and who is shown them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StillConfiguration.StillSettings.class)
class StillConfiguration {
    /**
     * @param from where pictures are fetched that a source only names, joined by commas, each with a slash at its end: {@code http://10.0.0.8/p/}; empty: none are fetched
     * @param cells along a still's longer side
     * @param every how often those are looked for that wait
     * @param patience for one picture
     */
    @ConfigurationProperties("datong.stills")
    record StillSettings(@DefaultValue("") String from, @DefaultValue("80") int cells, @DefaultValue("30s") Duration every, @DefaultValue("15s") Duration patience) {
        StillSettings {
            places(from);
            new Coarsening(cells);
            if (every.toMillis() < 100 || patience.toMillis() < 100 || patience.compareTo(Duration.ofMinutes(2)) > 0) {
                throw new IllegalArgumentException("datong.stills.every is " + every + " and datong.stills.patience " + patience + "; expected 100ms or more, and a patience of 2 minutes at most");
            }
        }

        List<URI> places() {
            return places(from);
        }

        private static List<URI> places(String from) {
            return Arrays.stream(from.split(",")).filter(place -> !place.isBlank()).map(HttpPictures::allowed).toList();
        }
    }

    @Bean
    Coarsening coarsening(StillSettings settings) {
        return new Coarsening(settings.cells());
    }

    @DependsOnDatabaseInitialization
    @Bean
    Stills stills(DataSource database, SubjectVault vault) {
        return new JdbcStills(database, new StillSeal(vault));
    }

    @Bean(destroyMethod = "close")
    HttpPictures pictures(StillSettings settings, Authorities authorities) {
        return new HttpPictures(settings.places(), authorities.context(), settings.patience());
    }

    @Bean(destroyMethod = "close")
    Fetching fetching(Stills stills, HttpPictures pictures, Coarsening coarsening, Clock clock) {
        return new Fetching(stills, pictures, coarsening, clock);
    }

    @Bean
    ApplicationListener<ApplicationReadyEvent> fetchingClockwork(Fetching fetching, StillSettings settings) {
        return ready -> fetching.start(settings.every());
    }

    @Bean
    RetrievalDesk retrievalDesk(Mappings mappings, Queries queries, Stills stills, DataSource database, AuditLog log, PersonalDataScanner scanner, Clock clock) {
        return new RetrievalDesk(mappings, queries, stills, new JdbcRetrievals(database), log, scanner::redact, () -> UlidCreator.getMonotonicUlid().toString(), clock);
    }
}
