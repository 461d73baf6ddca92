package datong.web.sql;

import datong.policy.Subjects;
import datong.query.Queries;
import datong.query.Readables;
import datong.web.api.Turns;
import datong.web.security.SignInSettings;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/** Opens the SQL door where {@code datong.sql.port} is set. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("datong.sql.port")
@EnableConfigurationProperties(SqlSettings.class)
class SqlConfiguration {
    @Bean
    SqlDoor sqlDoor(SqlSettings settings, Queries queries, Readables readables, Turns turns, JwtDecoder tokens, Subjects subjects, SignInSettings signIn, Clock clock) {
        return SqlDoor.open(settings, queries, readables, turns, tokens, subjects, signIn.oidc().subjectClaim(), clock);
    }
}
