package datong;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** Databases that table integrations pull from: {@code datong.datasources.<name>.url|username|password}; {@code hub} is the hub's own. */
final class SourceDatabases implements AutoCloseable {
    private final DataSource hub;
    private final Map<String, Access> accesses;
    private final Map<String, HikariDataSource> pools = new ConcurrentHashMap<>();
    private final Map<Access, HikariDataSource> byAddress = new ConcurrentHashMap<>();

    record Access(String url, String username, String password) {
        @Override
        public String toString() {
            return "Access";
        }
    }

    SourceDatabases(DataSource hub, Environment environment) {
        this.hub = hub;
        this.accesses = Binder.get(environment).bind("datong.datasources", Bindable.mapOf(String.class, Access.class)).orElse(Map.of());
    }

    Optional<DataSource> find(String name) {
        if (name.equals("hub")) {
            return Optional.of(hub);
        }
        return Optional.ofNullable(accesses.get(name)).map(access -> pools.computeIfAbsent(name, wanted -> pool(wanted, access)));
    }

    /** A database by its address. A changed password opens a pool of its own; the old one holds no connection while idle. */
    DataSource at(String url, String user, String password) {
        Access access = new Access(url, user, password);
        return byAddress.computeIfAbsent(access, wanted -> pool("table", wanted));
    }

    private static HikariDataSource pool(String name, Access access) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("source-" + name);
        config.setJdbcUrl(access.url());
        config.setUsername(access.username());
        config.setPassword(access.password());
        config.setMaximumPoolSize(2);
        config.setMinimumIdle(0);
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    @Override
    public void close() {
        pools.values().forEach(HikariDataSource::close);
        byAddress.values().forEach(HikariDataSource::close);
    }
}
