package datong.web.security;

import com.github.f4b6a3.ulid.UlidCreator;
import datong.audit.AuditLog;
import datong.policy.Subjects;
import datong.web.api.Problem;
import datong.web.api.Problems;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletListenerRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.session.SessionRegistryImpl;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.session.DisableEncodeUrlFilter;
import org.springframework.security.web.session.HttpSessionEventPublisher;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The doors of the hub and what each demands; what is named nowhere is behind the console's. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SignInSettings.class)
@PropertySource("classpath:datong/web/security.properties")
public class Doors {
    private static final String CONTENT_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; "
            + "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
    /** Groups whose members read the hub's metrics. */
    private static final List<String> OPERATORS = List.of("vendor-operator");

    @Bean
    @Order(20)
    SecurityFilterChain apiDoor(HttpSecurity http, Problems problems, SignInSettings settings) {
        ApiRefusals refusals = new ApiRefusals(problems);
        return http.securityMatcher("/api/**")
                .csrf(csrf -> csrf.disable())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(cache -> cache.disable())
                .headers(Doors::headers)
                .authorizeHttpRequests(rules -> rules
                        .requestMatchers("/api/v1/openapi.json").permitAll()
                        .requestMatchers("/api/v1/datasets/*/records/**", "/api/v1/datasets/*/records", "/api/v1/datasets/*/bulk", "/api/v1/datasets/*/changes", "/api/v1/datasets/*/statistics", "/api/v1/statistics/**", "/api/v1/views", "/api/v1/views/**").hasAuthority("SCOPE_records")
                        .requestMatchers("/api/v1/applications/**").hasAuthority("SCOPE_sharing")
                        .requestMatchers("/api/v1/verifications/**", "/api/v1/recalls/**").hasAuthority("SCOPE_verification")
                        .requestMatchers("/api/v1/verification-requests/**", "/api/v1/verification-requests").hasAuthority("SCOPE_verification")
                        .requestMatchers("/api/v1/intake/**").hasAuthority("SCOPE_intake")
                        .requestMatchers("/api/v1/datasets/**", "/api/v1/catalogue.*").hasAuthority("SCOPE_catalogue")
                        .anyRequest().authenticated())
                .oauth2ResourceServer(server -> server.bearerTokenResolver(new BearerHeader())
                        .jwt(jwt -> jwt.jwtAuthenticationConverter(converter(settings)))
                        .authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
                .exceptionHandling(handling -> handling.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
                .build();
    }

    /** The audit log's public part; whether it is served at all is a setting, and it may be kept by whoever asked. */
    @Bean
    @Order(25)
    SecurityFilterChain publicLogDoor(HttpSecurity http) {
        return http.securityMatcher("/log/**")
                .csrf(csrf -> csrf.disable())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(cache -> cache.disable())
                .headers(headers -> {
                    headers(headers);
                    headers.cacheControl(cache -> cache.disable());
                })
                .authorizeHttpRequests(rules -> rules.anyRequest().permitAll())
                .build();
    }

    @Bean
    @Order(30)
    SecurityFilterChain actuatorDoor(HttpSecurity http, Subjects subjects, Problems problems, SignInSettings settings) {
        ApiRefusals refusals = new ApiRefusals(problems);
        return http.securityMatcher("/actuator/**")
                .headers(Doors::headers)
                .authorizeHttpRequests(rules -> rules
                        .requestMatchers("/actuator/health", "/actuator/health/**").permitAll()
                        .anyRequest().access(mayOperate(subjects)))
                .oauth2ResourceServer(server -> server.bearerTokenResolver(new BearerHeader())
                        .jwt(jwt -> jwt.jwtAuthenticationConverter(converter(settings)))
                        .authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
                .exceptionHandling(handling -> handling.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
                .build();
    }

    @Bean
    @Order(40)
    SecurityFilterChain consoleDoor(HttpSecurity http, SignInNotes notes, OpenSessions sessions, SignInSettings settings, Clock clock) {
        return http
                .addFilterBefore(new SessionEnd(sessions, settings.sessionLife(), clock), DisableEncodeUrlFilter.class)
                .sessionManagement(session -> session.maximumSessions(-1).sessionRegistry(sessions.registry()).expiredUrl("/"))
                .headers(Doors::headers)
                .authorizeHttpRequests(rules -> rules
                        .requestMatchers("/webjars/**", "/console/**", "/favicon.svg", "/favicon.ico", "/error").permitAll()
                        .anyRequest().authenticated())
                .oauth2Login(login -> login.loginPage("/oauth2/authorization/datong").successHandler(notes))
                .logout(logout -> logout.logoutUrl("/logout").logoutSuccessUrl("/"))
                .build();
    }

    @Bean
    SessionRegistryImpl sessionRegistry() {
        return new SessionRegistryImpl();
    }

    @Bean
    OpenSessions openSessions(SessionRegistryImpl registry) {
        return new OpenSessions(registry);
    }

    /** Tells the registry which sessions have ended. */
    @Bean
    ServletListenerRegistrationBean<HttpSessionEventPublisher> endedSessions() {
        return new ServletListenerRegistrationBean<>(new HttpSessionEventPublisher());
    }

    private static JwtAuthenticationConverter converter(SignInSettings settings) {
        JwtAuthenticationConverter converter = new JwtAuthenticationConverter();
        converter.setPrincipalClaimName(settings.oidc().subjectClaim());
        return converter;
    }

    /** Members of the operators' group, and systems that the policies know with a token for metrics. */
    private static AuthorizationManager<RequestAuthorizationContext> mayOperate(Subjects subjects) {
        return (authentication, context) -> {
            boolean scope = authentication.get().getAuthorities().stream().anyMatch(authority -> "SCOPE_metrics".equals(authority.getAuthority()));
            boolean operator = subjects.find(authentication.get().getName())
                    .filter(subject -> scope || subject.groups().stream().anyMatch(OPERATORS::contains)).isPresent();
            return new AuthorizationDecision(authentication.get().isAuthenticated() && operator);
        };
    }

    static void headers(HeadersConfigurer<HttpSecurity> headers) {
        headers.frameOptions(frames -> frames.deny())
                .contentTypeOptions(Customizer.withDefaults())
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                .contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY));
    }

    @Bean
    WebMvcConfigurer subjectArguments(Subjects subjects) {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new SubjectArgument(subjects));
            }
        };
    }

    @Bean
    FilterRegistrationBean<KnownHosts> knownHosts(SignInSettings settings, Problems problems) {
        FilterRegistrationBean<KnownHosts> filter = new FilterRegistrationBean<>(new KnownHosts(settings, problems));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    /** Timing every filter of every request cost a tenth of a look-up and told nobody anything; requests as a whole stay measured. */
    @Bean
    SecurityObservationSettings filtersUnobserved() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    SignInJournal signInJournal(AuditLog log, Clock clock) {
        return new SignInJournal(log, () -> UlidCreator.getMonotonicUlid().toString(), clock);
    }

    @Bean
    RequestRejectedHandler rejectedRequests(Problems problems) {
        return (request, response, exception) -> problems.write(request, response,
                Problem.of(400, "bad-request", "The request cannot be read", "the address or a header holds characters that are not allowed there"));
    }
}
