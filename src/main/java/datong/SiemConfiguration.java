package datong;

import datong.audit.MerkleLog;
import datong.oversight.siem.EventLines;
import datong.oversight.siem.Feed;
import datong.oversight.siem.Feeds;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What of the audit log a SIEM is given; nothing unless the settings say so. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SiemConfiguration.SiemSettings.class)
class SiemConfiguration {
    /**
     * @param syslog {@code host:port} of a receiver of RFC 5424 over TLS
     * @param certificate PKCS #12 with the hub's key and certificate, where the receiver wants to know who calls
     * @param enterprise private enterprise number that names the structured data
     * @param outlived how long a connection must stand after an event was sent for it to count as received
     * @param lines file that gets a line of JSON for each event; @param ranger the same as records of Apache Ranger's audit
     */
    @ConfigurationProperties("datong.siem")
    record SiemSettings(@DefaultValue("") String syslog, @DefaultValue("") String certificate, @DefaultValue("") String certificatePassword, @DefaultValue("32473") int enterprise,
            @DefaultValue("30s") Duration outlived, @DefaultValue("") String lines, @DefaultValue("") String ranger) {
        SiemSettings {
            demand(syslog.isEmpty() || syslog.matches("[^:/\\s]+:\\d{1,5}"), "datong.siem.syslog is '" + syslog + "'; expected host:port, e.g. siem.example:6514");
            demand(outlived.toMillis() >= 100, "datong.siem.outlived is " + outlived + "; expected 100ms or more");
            demand(lines.isEmpty() || !lines.equals(ranger), "datong.siem.lines and datong.siem.ranger name the same file; give each its own");
        }

        private static void demand(boolean holds, String message) {
            if (!holds) {
                throw new IllegalArgumentException(message);
            }
        }

        String host() {
            return syslog.substring(0, syslog.lastIndexOf(':'));
        }

        int port() {
            return Integer.parseInt(syslog.substring(syslog.lastIndexOf(':') + 1));
        }
    }

    record AllFeeds(List<Feed> all) implements AutoCloseable {
        void start() {
            all.forEach(Feed::start);
        }

        @Override
        public void close() {
            all.forEach(Feed::close);
        }
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    AllFeeds siemFeeds(SiemSettings settings, HubSettings hub, MerkleLog log) throws UnknownHostException {
        Feeds feeds = new Feeds(log.reader(), hub.dataFolder().resolve("siem"));
        List<Feed> all = new ArrayList<>();
        if (!settings.lines().isEmpty()) {
            all.add(feeds.lines(Path.of(settings.lines()), EventLines.DATONG));
        }
        if (!settings.ranger().isEmpty()) {
            all.add(feeds.lines(Path.of(settings.ranger()), EventLines.RANGER));
        }
        if (!settings.syslog().isEmpty()) {
            Authorities authorities = Authorities.read(hub.authorities());
            SSLContext context = settings.certificate().isEmpty() ? authorities.context() : authorities.context(Path.of(settings.certificate()), settings.certificatePassword());
            all.add(feeds.syslog(context.getSocketFactory(), settings.host(), settings.port(), InetAddress.getLocalHost().getHostName(), settings.enterprise(), settings.outlived()));
        }
        return new AllFeeds(List.copyOf(all));
    }

    /** Up with a detail: a SIEM that is away stops no answer, but somebody has to know. */
    @Bean
    HealthIndicator siemHealthIndicator(AllFeeds feeds) {
        return () -> {
            Map<String, Object> details = new LinkedHashMap<>();
            feeds.all().stream().map(Feed::standing).forEach(one -> details.put(one.name(), one.trouble().map(trouble -> "alarm: " + trouble + "; " + one.behind() + " events wait")
                    .orElse(one.behind() + " events behind")));
            return Health.up().withDetails(details).build();
        };
    }
}
