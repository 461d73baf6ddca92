package datong;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.apache.camel.CamelContext;
import org.apache.camel.support.jsse.SSLContextParameters;

/** Whom the hub believes when it calls a department's server: the authorities that Java knows, and those of the district. */
final class Authorities {
    private final TrustManager[] trusted;
    private final SSLContext context;

    private Authorities(TrustManager[] trusted) throws GeneralSecurityException {
        this.trusted = trusted;
        this.context = context(null);
    }

    /** @param file certificates of further authorities, PEM; blank: none */
    static Authorities read(String file) {
        try {
            KeyStore known = KeyStore.getInstance(KeyStore.getDefaultType());
            known.load(null, null);
            for (TrustManager manager : managers(null)) {
                if (manager instanceof X509TrustManager ours) {
                    for (X509Certificate authority : ours.getAcceptedIssuers()) {
                        add(known, authority);
                    }
                }
            }
            if (!file.isBlank()) {
                for (Certificate authority : certificates(Path.of(file))) {
                    add(known, authority);
                }
            }
            return new Authorities(managers(known));
        } catch (IOException | GeneralSecurityException unusable) {
            throw new IllegalStateException("the authorities of servers could not be read: " + unusable.getMessage(), unusable);
        }
    }

    private static TrustManager[] managers(KeyStore known) throws GeneralSecurityException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(known);
        return trust.getTrustManagers();
    }

    private static void add(KeyStore known, Certificate authority) throws GeneralSecurityException {
        known.setCertificateEntry("authority-" + known.size(), authority);
    }

    private static Collection<? extends Certificate> certificates(Path file) throws IOException, GeneralSecurityException {
        try (InputStream pem = Files.newInputStream(file)) {
            Collection<? extends Certificate> found = CertificateFactory.getInstance("X.509").generateCertificates(pem);
            if (found.isEmpty()) {
                throw new IOException("datong.authorities: " + file + " holds no certificate; expected one or more in PEM");
            }
            return found;
        } catch (GeneralSecurityException malformed) {
            throw new IOException("datong.authorities: " + file + " is no list of certificates in PEM: " + malformed.getMessage(), malformed);
        } catch (NoSuchFileException missing) {
            throw new IOException("datong.authorities: there is no file " + file, missing);
        }
    }

    SSLContext context() {
        return context;
    }

    /** For a server that wants to know who calls it. @param file PKCS #12 with the hub's key and certificate */
    SSLContext context(Path file, String password) {
        try (InputStream stored = Files.newInputStream(file)) {
            KeyStore own = KeyStore.getInstance("PKCS12");
            own.load(stored, password.toCharArray());
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(own, password.toCharArray());
            return context(keys.getKeyManagers());
        } catch (IOException | GeneralSecurityException unusable) {
            throw new IllegalStateException("the key and certificate in " + file + " could not be read: " + unusable.getMessage(), unusable);
        }
    }

    private SSLContext context(KeyManager[] own) throws GeneralSecurityException {
        SSLContext made = SSLContext.getInstance("TLS");
        made.init(own, trusted, null);
        return made;
    }

    /** The same for a Camel component. */
    SSLContextParameters forCamel() {
        return new SSLContextParameters() {
            @Override
            public SSLContext createSSLContext(CamelContext camel) {
                return context;
            }
        };
    }
}
