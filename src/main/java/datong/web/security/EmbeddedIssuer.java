package datong.web.security;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import datong.policy.Subjects;
import datong.web.api.Problem;
import datong.web.api.Problems;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.annotation.authentication.builders.AuthenticationManagerBuilder;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.authentication.ClientSecretAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.JwtClientAssertionAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationValidator;
import org.springframework.security.oauth2.server.authorization.authentication.X509ClientCertificateAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.authentication.session.ChangeSessionIdAuthenticationStrategy;
import org.springframework.security.web.authentication.session.CompositeSessionAuthenticationStrategy;
import org.springframework.security.web.authentication.session.RegisterSessionAuthenticationStrategy;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.session.DisableEncodeUrlFilter;
import org.springframework.security.web.util.matcher.MediaTypeRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;

/** The issuer inside the hub, used while no other is set: client credentials for systems, OIDC with PKCE for people. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("'${datong.oidc.issuer:}' == ''")
class EmbeddedIssuer {
    private static final String AUDIENCE = "datong";

    @Bean
    PasswordEncoder passwordEncoder() {
        return Credentials.encoder();
    }

    @Bean
    Credentials credentials(SignInSettings settings, PasswordEncoder encoder, Subjects subjects, Clock clock) {
        return new Credentials(settings.secrets(), encoder, subjects::all, clock);
    }

    @Bean
    ClientKeys clientKeys(SignInSettings settings) {
        return new ClientKeys(settings.clients());
    }

    @Bean
    FirstStartNotice firstStartNotice(Credentials credentials) {
        return new FirstStartNotice(credentials);
    }

    @Bean
    Doorman doorman(Subjects subjects, SignInJournal journal, Clock clock) {
        return new Doorman(subjects, new SignInThrottle(clock), journal);
    }

    @Bean
    SecondFactors secondFactors(SignInSettings settings, Clock clock) {
        return new SecondFactors(settings.secrets(), clock);
    }

    @Bean
    PeopleSignIn peopleSignIn(Doorman doorman, Credentials credentials, SecondFactors factors, SignInSettings settings) {
        return new PeopleSignIn(doorman, credentials, account -> settings.secondFactor() == SignInSettings.SecondFactor.DEMANDED || factors.has(account));
    }

    @Bean
    Accounts accounts(Subjects subjects, Credentials credentials, SecondFactors factors, ClientKeys keys, TokenKeys tokenKeys, OpenSessions sessions, Doorman doorman, SignInJournal journal) {
        return new Accounts(subjects, credentials, factors, keys, tokenKeys, sessions, doorman, journal);
    }

    @Bean
    ConsoleClient consoleClient(PasswordEncoder encoder) {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        String text = HexFormat.of().formatHex(secret);
        return new ConsoleClient(text, encoder.encode(text));
    }

    /** @param secret of the console towards its own issuer; lives only as long as the process */
    record ConsoleClient(String secret, String hash) {
        @Override
        public String toString() {
            return "ConsoleClient";
        }
    }

    @Bean
    HubClients hubClients(Subjects subjects, Credentials credentials, ClientKeys keys, ConsoleClient console, SignInSettings settings) {
        return new HubClients(subjects, credentials, keys, console.hash(), settings.url());
    }

    @Bean
    OAuth2AuthorizationService authorizations(Clock clock) {
        return new ShortLivedAuthorizations(clock);
    }

    @Bean
    TokenKeys tokenKeys(SignInSettings settings, Clock clock) {
        return new TokenKeys(settings.secrets(), clock);
    }

    @Bean
    JwtEncoder tokenSigner(TokenKeys keys) {
        NimbusJwtEncoder signer = new NimbusJwtEncoder(keys);
        signer.setJwkSelector(List::getFirst);
        return signer;
    }

    @Bean
    SystemsProofs systemsProofs(Doorman doorman, HubClients clients, OAuth2AuthorizationService authorizations, PasswordEncoder encoder, Subjects subjects, ClientKeys keys, Clock clock) {
        ClientSecretAuthenticationProvider secrets = new ClientSecretAuthenticationProvider(clients, authorizations);
        secrets.setPasswordEncoder(new EitherHash(encoder));
        JwtClientAssertionAuthenticationProvider signatures = new JwtClientAssertionAuthenticationProvider(clients, authorizations);
        signatures.setJwtDecoderFactory(new ClientAssertions(subjects, keys, clock));
        X509ClientCertificateAuthenticationProvider certificates = new X509ClientCertificateAuthenticationProvider(clients, authorizations);
        certificates.setCertificateVerifier(new ClientCertificates(subjects, keys, clock));
        return new SystemsProofs(doorman, secrets, signatures, certificates);
    }

    @Bean
    AuthorizationServerSettings authorizationServerSettings(SignInSettings settings) {
        AuthorizationServerSettings.Builder builder = AuthorizationServerSettings.builder();
        settings.url().map(URI::toString).ifPresent(builder::issuer);
        return builder.build();
    }

    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> audience() {
        return context -> {
            if ("access_token".equals(context.getTokenType().getValue())) {
                context.getClaims().audience(List.of(AUDIENCE));
            }
        };
    }

    /** The console's redirect may come back to any port of this machine (RFC 8252, 7.3), by name or by number. */
    private static Consumer<OAuth2AuthorizationCodeRequestAuthenticationContext> redirects() {
        return context -> {
            OAuth2AuthorizationCodeRequestAuthenticationToken request = context.getAuthentication();
            if (!thisMachine(request.getRedirectUri())) {
                OAuth2AuthorizationCodeRequestAuthenticationValidator.DEFAULT_REDIRECT_URI_VALIDATOR.accept(context);
            }
        };
    }

    static boolean thisMachine(String redirect) {
        if (redirect == null) {
            return false;
        }
        try {
            URI uri = URI.create(redirect);
            return Set.of("localhost", "127.0.0.1", "[::1]").contains(String.valueOf(uri.getHost())) && HubClients.CALLBACK.equals(uri.getRawPath())
                    && uri.getRawQuery() == null && uri.getRawFragment() == null && uri.getRawUserInfo() == null && Set.of("http", "https").contains(String.valueOf(uri.getScheme()));
        } catch (IllegalArgumentException unreadable) {
            return false;
        }
    }

    @Bean
    @Order(10)
    SecurityFilterChain issuerDoor(HttpSecurity http, HubClients clients, OAuth2AuthorizationService authorizations, Doorman doorman, SystemsProofs proofs, PeopleSignIn people,
            SecondFactors factors, OpenSessions sessions, SignInSettings settings, Problems problems, Clock clock) {
        HttpSessionRequestCache asked = new HttpSessionRequestCache();
        asked.setSessionAttrName("ISSUER_SAVED_REQUEST");
        HttpSessionSecurityContextRepository session = new HttpSessionSecurityContextRepository();
        session.setSpringSecurityContextKey("ISSUER_SECURITY_CONTEXT");
        CodeSignIn codes = new CodeSignIn(doorman, factors, clock);
        codes.setSecurityContextRepository(session);
        codes.setSessionAuthenticationStrategy(new CompositeSessionAuthenticationStrategy(List.of(new ChangeSessionIdAuthenticationStrategy(), new RegisterSessionAuthenticationStrategy(sessions.registry()))));
        SavedRequestAwareAuthenticationSuccessHandler onwards = new SavedRequestAwareAuthenticationSuccessHandler();
        onwards.setRequestCache(asked);
        codes.setAuthenticationSuccessHandler(onwards);
        codes.setAuthenticationFailureHandler(new SignInFailures(CodeSignIn.PAGE, factors, clock));
        http.getSharedObject(AuthenticationManagerBuilder.class).parentAuthenticationManager(null);
        OAuth2AuthorizationServerConfigurer issuer = new OAuth2AuthorizationServerConfigurer();
        return http.securityMatcher(request -> issuer.getEndpointsMatcher().matches(request)
                        || new OrRequestMatcher(PathPatternRequestMatcher.pathPattern("/sign-in/**")).matches(request))
                .with(issuer, server -> server
                        .registeredClientRepository(clients)
                        .authorizationService(authorizations)
                        .oidc(oidc -> {})
                        .authorizationEndpoint(endpoint -> endpoint.authenticationProviders(providers -> providers.forEach(EmbeddedIssuer::allowThisMachine)))
                        .clientAuthentication(client -> client
                                .authenticationProviders(proofs::replace)
                                .errorResponseHandler(new TokenRefusals(problems))))
                .authenticationProvider(people)
                .addFilterBefore(new SessionEnd(sessions, settings.sessionLife(), clock), DisableEncodeUrlFilter.class)
                .sessionManagement(management -> management.maximumSessions(-1).sessionRegistry(sessions.registry()))
                .securityContext(context -> context.securityContextRepository(session))
                .requestCache(cache -> cache.requestCache(asked))
                .headers(Doors::headers)
                .authorizeHttpRequests(rules -> rules.requestMatchers("/sign-in/**").permitAll().anyRequest().authenticated())
                .formLogin(form -> form.loginPage("/sign-in").failureHandler(new SignInFailures("/sign-in", factors, clock)))
                .addFilterAfter(codes, UsernamePasswordAuthenticationFilter.class)
                .exceptionHandling(handling -> handling.defaultAuthenticationEntryPointFor(new LoginUrlAuthenticationEntryPoint("/sign-in"), browsers()))
                .build();
    }

    /** A system that shows nothing is told so, and not sent to a page. */
    private static MediaTypeRequestMatcher browsers() {
        MediaTypeRequestMatcher pages = new MediaTypeRequestMatcher(MediaType.TEXT_HTML);
        pages.setIgnoredMediaTypes(Set.of(MediaType.ALL));
        return pages;
    }

    private static void allowThisMachine(AuthenticationProvider provider) {
        if (provider instanceof OAuth2AuthorizationCodeRequestAuthenticationProvider requests) {
            requests.setAuthenticationValidator(redirects().andThen(OAuth2AuthorizationCodeRequestAuthenticationValidator.DEFAULT_SCOPE_VALIDATOR));
        }
    }

    @Bean
    JwtDecoder tokens(JWKSource<SecurityContext> keys) {
        NimbusJwtDecoder decoder = (NimbusJwtDecoder) OAuth2AuthorizationServerConfiguration.jwtDecoder(keys);
        OAuth2TokenValidator<Jwt> validity = new DelegatingOAuth2TokenValidator<>(JwtValidators.createDefault(), new AudienceDemanded(AUDIENCE));
        decoder.setJwtValidator(validity);
        return new RememberedTokens(decoder, validity);
    }

    /** The console reads its id token with the key at hand. */
    @Bean
    JwtDecoderFactory<ClientRegistration> idTokens(JWKSource<SecurityContext> keys) {
        return registration -> {
            NimbusJwtDecoder decoder = (NimbusJwtDecoder) OAuth2AuthorizationServerConfiguration.jwtDecoder(keys);
            decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(JwtValidators.createDefault(), new OidcIdTokenValidator(registration)));
            return decoder;
        };
    }

    /** The browser is sent to the hub under the name it came by; the hub asks itself for the token over the loopback. */
    @Bean
    ClientRegistrationRepository consoleRegistration(ConsoleClient console, Environment environment) {
        return id -> {
            if (!id.equals("datong")) {
                return null;
            }
            String self = "http://127.0.0.1:" + environment.getRequiredProperty("local.server.port");
            return ClientRegistration.withRegistrationId("datong").clientName("Datong").clientId(HubClients.CONSOLE).clientSecret(console.secret())
                    .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                    .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                    .clientSettings(ClientRegistration.ClientSettings.builder().requireProofKey(true).build())
                    .scope("openid").redirectUri("{baseUrl}/login/oauth2/code/{registrationId}")
                    .authorizationUri("/oauth2/authorize").tokenUri(self + "/oauth2/token").jwkSetUri(self + "/oauth2/jwks").userNameAttributeName("sub")
                    .build();
        };
    }

    @Bean
    SignInNotes signInNotes(Subjects subjects, SignInJournal journal) {
        return new SignInNotes(subjects, journal, false);
    }

    @Bean
    SignInPage signInPage(Clock clock) {
        return new SignInPage(clock);
    }
}
