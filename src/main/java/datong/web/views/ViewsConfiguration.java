package datong.web.views;

import com.github.f4b6a3.ulid.UlidCreator;
import datong.audit.AuditLog;
import datong.schema.Datasets;
import datong.schema.yaml.ExtensionFolder;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class ViewsConfiguration {
    @Bean
    SavedViews savedViews(DataSource database, JsonMapper json) {
        return new JdbcSavedViews(database, json);
    }

    @Bean
    ViewDesk viewDesk(SavedViews views, Datasets datasets, ExtensionFolder extensions, AuditLog log, Clock clock) {
        return new ViewDesk(views, datasets, extensions::schema, log, () -> UlidCreator.getMonotonicUlid().toString(), clock);
    }
}
