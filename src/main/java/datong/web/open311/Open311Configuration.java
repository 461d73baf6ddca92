package datong.web.open311;

import datong.policy.Subjects;
import datong.query.Queries;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;

/** Open to whoever asks, a minute's worth of questions at a time. */
@Configuration(proxyBeanMethods = false)
class Open311Configuration {
    private static final int EACH = 60;
    private static final int ALL = 600;

    @Bean
    Open311Requests open311Requests(Queries queries, Subjects subjects, Clock clock) {
        return new Open311Requests(queries, subjects, clock);
    }

    @Bean
    Visits open311Visits(Clock clock) {
        return new Visits(EACH, ALL, clock);
    }

    @Bean
    @Order(26)
    SecurityFilterChain open311Door(HttpSecurity http) {
        return http.securityMatcher("/open311/**")
                .csrf(csrf -> csrf.disable())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(cache -> cache.disable())
                .headers(headers -> headers.frameOptions(frames -> frames.deny()))
                .authorizeHttpRequests(rules -> rules.anyRequest().permitAll())
                .build();
    }
}
