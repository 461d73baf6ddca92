package datong.web.security;

import datong.policy.Subjects;
import java.util.function.Supplier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;
import org.springframework.util.function.SingletonSupplier;

/** Any OIDC issuer instead of the embedded one; found by discovery when it is first needed, so that the hub starts without it. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("'${datong.oidc.issuer:}' != ''")
class OutsideIssuer {
    @Bean
    JwtDecoder tokens(SignInSettings settings) {
        SignInSettings.Oidc oidc = settings.oidc();
        OAuth2TokenValidator<Jwt> validity = new DelegatingOAuth2TokenValidator<>(JwtValidators.createDefaultWithIssuer(oidc.issuer()), new AudienceDemanded(oidc.audience()));
        return new RememberedTokens(new SupplierJwtDecoder(() -> {
            NimbusJwtDecoder decoder = NimbusJwtDecoder.withIssuerLocation(oidc.issuer()).build();
            decoder.setJwtValidator(validity);
            return decoder;
        }), validity);
    }

    @Bean
    ClientRegistrationRepository consoleRegistration(SignInSettings settings) {
        SignInSettings.Oidc oidc = settings.oidc();
        Supplier<ClientRegistration> registration = SingletonSupplier.of(() -> ClientRegistrations.fromIssuerLocation(oidc.issuer())
                .registrationId("datong").clientId(oidc.clientId()).clientSecret(oidc.clientSecret()).scope("openid")
                .userNameAttributeName(oidc.subjectClaim())
                .clientSettings(ClientRegistration.ClientSettings.builder().requireProofKey(true).build())
                .build());
        return id -> id.equals("datong") ? registration.get() : null;
    }

    @Bean
    SignInNotes signInNotes(Subjects subjects, SignInJournal journal) {
        return new SignInNotes(subjects, journal, true);
    }
}
