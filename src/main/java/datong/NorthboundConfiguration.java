package datong;

import com.github.f4b6a3.ulid.UlidCreator;
import datong.audit.AuditLog;
import datong.audit.jdbc.OutboxDrain;
import datong.catalogue.Catalogue;
import datong.northbound.Northbound;
import datong.northbound.Reports;
import datong.northbound.Superior;
import datong.northbound.ToldAbove;
import datong.northbound.http.HttpSuperior;
import datong.northbound.jdbc.JdbcReports;
import datong.policy.ranger.PolicyFolder;
import datong.sharing.Applications;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.sql.DataSource;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The platform above, if one is named. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(NorthboundConfiguration.NorthboundSettings.class)
class NorthboundConfiguration {
    private static final int MOST_APPLICATIONS = 10_000;

    /**
     * @param url of the superior platform; empty: nobody is told anything
     * @param token file that holds a bearer token, read at each try; empty: none
     * @param keys file (PKCS 12) with the certificate by which the hub is known to it; empty: none
     * @param keysPassword file that holds the password of it
     * @param every how often it is looked for what is new; @param patience how long an answer is waited for
     */
    @ConfigurationProperties("datong.northbound")
    record NorthboundSettings(@DefaultValue("") String url, @DefaultValue("") String token, @DefaultValue("") String keys, @DefaultValue("") String keysPassword,
            @DefaultValue("1m") Duration every, @DefaultValue("30s") Duration patience) {
        NorthboundSettings {
            if (!url.isEmpty() && !url.matches("https?://[^\\s?#]+[^/\\s?#]")) {
                throw new IllegalArgumentException("datong.northbound.url is '" + url + "'; expected an address such as https://share.example.gov.cn/northbound, without a slash at its end");
            }
            if (keys.isEmpty() != keysPassword.isEmpty()) {
                throw new IllegalArgumentException("datong.northbound.keys and datong.northbound.keys-password are named together or not at all");
            }
        }

        boolean on() {
            return !url.isEmpty();
        }
    }

    @DependsOnDatabaseInitialization
    @Bean
    Reports reports(DataSource database, OutboxDrain drain) {
        return new JdbcReports(database, drain::drain);
    }

    @Bean(destroyMethod = "close")
    Northbound northbound(NorthboundSettings settings, HubSettings hub, Reports reports, Catalogue catalogue, PolicyFolder policies, Applications applications, AuditLog log, Clock clock) {
        ToldAbove told = new ToldAbove(() -> catalogue.toldAbove(policies.organisations()), () -> applications.newest(Optional.empty(), MOST_APPLICATIONS), clock);
        return new Northbound(reports, settings.on() ? told : List::of, settings.on() ? superior(settings, hub.authorities()) : report -> new Superior.Answer.Later("no superior platform is named", Duration.ZERO),
                log, () -> UlidCreator.getMonotonicUlid().toString(), clock);
    }

    @Bean
    ApplicationListener<ApplicationReadyEvent> northboundClockwork(NorthboundSettings settings, Northbound northbound) {
        return ready -> {
            if (settings.on()) {
                northbound.start(settings.every());
            }
        };
    }

    /** @param authorities file of those whom the hub believes beside those that Java knows; blank: none */
    static HttpSuperior superior(NorthboundSettings settings, String authorities) {
        HttpClient client = HttpClient.newBuilder().connectTimeout(settings.patience()).followRedirects(HttpClient.Redirect.NEVER).sslContext(known(settings, authorities)).build();
        return new HttpSuperior(client, URI.create(settings.url()), () -> settings.token().isEmpty() ? Optional.empty() : Optional.of(text(settings.token())), settings.patience());
    }

    private static SSLContext known(NorthboundSettings settings, String further) {
        Authorities authorities = Authorities.read(further);
        return settings.keys().isEmpty() ? authorities.context() : authorities.context(Path.of(settings.keys()), text(settings.keysPassword()));
    }

    private static String text(String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("datong.northbound: " + file + " cannot be read", unreadable);
        }
    }
}
