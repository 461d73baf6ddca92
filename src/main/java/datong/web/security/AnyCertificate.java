package datong.web.security;

import java.security.cert.X509Certificate;
import javax.net.ssl.X509TrustManager;

/**
 * Lets every caller show a certificate, whoever issued it. That proves no more than that the caller holds its key; whether the
 * certificate is one that a system registered is for {@link ClientCertificates}.
 */
public final class AnyCertificate implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String algorithm) {
        // the handshake has proven the key; nothing else is asked here
    }

    /** The hub calls nobody by this. */
    @Override
    public void checkServerTrusted(X509Certificate[] chain, String algorithm) {
        throw new UnsupportedOperationException("for callers' certificates only");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
