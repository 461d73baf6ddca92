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
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.apache.camel.CamelContext;
import org.apache.camel.support.jsse.SSLContextParameters;

/** Whom the hub believes when it calls a department's server: the authorities that Java knows, and those of the district. */
final class Authorities {
    private final SSLContext context;

    private Authorities(SSLContext context) {
        this.context = context;
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
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers(known), null);
            return new Authorities(context);
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
