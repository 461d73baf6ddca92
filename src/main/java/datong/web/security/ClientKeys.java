package datong.web.security;

import com.nimbusds.jose.jwk.JWKSet;
import datong.policy.Subject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.text.ParseException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What systems registered to prove themselves by: {@code policies/clients/<system>.jwks} holds public keys (RFC 7517),
 * {@code policies/clients/<system>.pem} certificates. Read at each sign-in, so that a key is in use as soon as it stands there and
 * out of use as soon as it does not. A file that cannot be read lets nobody in.
 */
final class ClientKeys {
    private static final Logger LOG = LoggerFactory.getLogger(ClientKeys.class);
    private final Path folder;

    /** @param folder the stewards' folder {@code policies/clients}; need not exist */
    ClientKeys(Path folder) {
        this.folder = folder;
    }

    /** Public keys of a system that registered some. */
    Optional<JWKSet> keys(Subject system) {
        return text(system, ".jwks").map(text -> {
            try {
                return JWKSet.parse(text).toPublicJWKSet();
            } catch (ParseException broken) {
                LOG.warn("{} is no JSON Web Key Set; nobody signs in by it until it is mended", file(system, ".jwks"));
                return new JWKSet();
            }
        });
    }

    /** Certificates of a system that registered some. */
    Optional<List<X509Certificate>> certificates(Subject system) {
        return text(system, ".pem").map(text -> {
            try {
                return CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
                        .stream().map(X509Certificate.class::cast).toList();
            } catch (CertificateException broken) {
                LOG.warn("{} holds no certificate in PEM; nobody signs in by it until it is mended", file(system, ".pem"));
                return List.of();
            }
        });
    }

    private Optional<String> text(Subject system, String ending) {
        Path file = file(system, ending);
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        } catch (IOException unreadable) {
            LOG.warn("{} cannot be read; nobody signs in by it until it can", file);
            return Optional.of("");
        }
    }

    private Path file(Subject system, String ending) {
        return folder.resolve(system.id() + ending);
    }
}
