package datong;

import datong.intake.camel.nifi.NifiServer;
import datong.intake.camel.nifi.NifiServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.Environment;

/** Apache NiFi servers by name: {@code datong.nifi.<name>.url|transport|keystore|keystore-password|truststore|truststore-password|timeout}; a password may stand in a file, {@code ….password-file}. */
final class NifiSettings {
    private NifiSettings() {}

    record Access(@DefaultValue("") String url, @DefaultValue("RAW") String transport, @DefaultValue("") String keystore, @DefaultValue("") String keystorePassword,
            @DefaultValue("") String keystorePasswordFile, @DefaultValue("") String truststore, @DefaultValue("") String truststorePassword,
            @DefaultValue("") String truststorePasswordFile, @DefaultValue("20s") Duration timeout) {

        NifiServer server(String name) {
            String setting = "datong.nifi." + name;
            if (keystore.isBlank() != truststore.isBlank()) {
                throw new IllegalArgumentException(setting + " needs keystore and truststore, or neither of them");
            }
            if (url.startsWith("https:") && keystore.isBlank()) {
                throw new IllegalArgumentException(setting + ".url is https; set " + setting + ".keystore and " + setting + ".truststore too");
            }
            Optional<NifiServer.Tls> tls = keystore.isBlank() ? Optional.empty() : Optional.of(new NifiServer.Tls(keystore,
                    password(setting + ".keystore-password", keystorePassword, keystorePasswordFile), truststore,
                    password(setting + ".truststore-password", truststorePassword, truststorePasswordFile)));
            return new NifiServer(name, url, NifiServer.Transport.of(transport), tls, timeout);
        }
    }

    private static String password(String setting, String given, String file) {
        if (file.isBlank()) {
            return given;
        }
        if (!given.isBlank()) {
            throw new IllegalArgumentException("set " + setting + " or " + setting + "-file, not both");
        }
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(setting + "-file: " + file + " cannot be read; it holds the password and nothing else", unreadable);
        }
    }

    /** Those without a url are not configured, and left out. */
    static NifiServers servers(Environment environment) {
        Map<String, Access> accesses = Binder.get(environment).bind("datong.nifi", Bindable.mapOf(String.class, Access.class)).orElse(Map.of());
        return new NifiServers(new TreeMap<>(accesses).entrySet().stream().filter(entry -> !entry.getValue().url().isBlank())
                .map(entry -> entry.getValue().server(entry.getKey())).toList());
    }
}
