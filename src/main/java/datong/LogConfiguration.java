package datong;

import datong.audit.LogTiles;
import datong.web.api.LogDoor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The audit log's side that outsiders see. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LogSettings.class)
class LogConfiguration {

    @Bean
    LogDoor logDoor(LogSettings log, HubSettings hub) {
        return new LogDoor(log.open(), LogTiles.of(hub.dataFolder().resolve("audit")));
    }
}
