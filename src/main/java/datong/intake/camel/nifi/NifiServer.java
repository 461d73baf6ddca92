package datong.intake.camel.nifi;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * One Apache NiFi, as {@code datong.nifi.<name>} describes it.
 *
 * @param url where its canvas is, e.g. {@code https://nifi.example:8443/nifi}; several nodes of a cluster separated by commas
 * @param tls empty: a NiFi that asks for no certificate
 * @param timeout of one answer
 */
public record NifiServer(String name, String url, Transport transport, Optional<Tls> tls, Duration timeout) {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    static NifiServer plain(String name, String url) {
        return new NifiServer(name, url, Transport.RAW, Optional.empty(), TIMEOUT);
    }

    /** RAW needs {@code nifi.remote.input.socket.port} reachable; HTTP goes through the canvas's own port and is slower. */
    public enum Transport {
        RAW, HTTP;

        public static Transport of(String word) {
            for (Transport transport : values()) {
                if (transport.name().equals(word.toUpperCase(Locale.ROOT))) {
                    return transport;
                }
            }
            throw new IllegalArgumentException("the transport is '" + word + "'; expected RAW or HTTP");
        }
    }

    /** @param keystore holds the hub's certificate and key; @param truststore the authorities that NiFi's certificate may come from; PKCS12 or JKS */
    public record Tls(String keystore, String keystorePassword, String truststore, String truststorePassword) {
        public SSLContext context() {
            try {
                KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
                keys.init(open(keystore, keystorePassword), keystorePassword.toCharArray());
                TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
                trust.init(open(truststore, truststorePassword));
                SSLContext context = SSLContext.getInstance("TLS");
                context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
                return context;
            } catch (GeneralSecurityException refused) {
                throw new IllegalStateException("the key stores " + keystore + " and " + truststore + " hold no usable key or certificate: " + refused.getMessage(), refused);
            }
        }

        private static KeyStore open(String file, String password) throws GeneralSecurityException {
            try {
                return KeyStore.getInstance(new File(file), password.toCharArray());
            } catch (IOException unreadable) {
                throw new IllegalStateException("the key store " + file + " does not open; check its path and its password", unreadable);
            }
        }

        @Override
        public String toString() {
            return "Tls[" + keystore + ", " + truststore + "]";
        }
    }

    /** Where its REST API begins, without a slash at the end. */
    public URI api() {
        String first = url.split(",")[0].strip().replaceFirst("/+$", "").replaceFirst("/nifi(-api)?$", "");
        return URI.create(first + "/nifi-api");
    }
}
