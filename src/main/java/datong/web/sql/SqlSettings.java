package datong.web.sql;

import java.nio.file.Path;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The SQL door is open only where a port is set.
 *
 * @param port 0: any that is free
 * @param certificate with {@code key}: PEM files for TLS. Without them the door listens to this machine only
 */
@ConfigurationProperties("datong.sql")
public record SqlSettings(int port, Optional<Path> certificate, Optional<Path> key) {
    public SqlSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("datong.sql.port is " + port + "; expected 0 to 65535");
        }
        if (certificate.isPresent() != key.isPresent()) {
            throw new IllegalArgumentException("datong.sql.certificate and datong.sql.key belong together; give both files or neither");
        }
    }
}
