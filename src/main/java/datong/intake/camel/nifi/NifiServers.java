package datong.intake.camel.nifi;

import java.util.List;
import java.util.Optional;

/** Every NiFi that is configured, ordered by name. */
public record NifiServers(List<NifiServer> all) {
    public Optional<NifiServer> find(String name) {
        return all.stream().filter(server -> server.name().equals(name)).findFirst();
    }
}
