package datong;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A server's certificate that signs itself, made by the JDK's keytool. @param store PKCS12 with key and certificate; @param pem the certificate alone */
public record TestCertificate(Path store, Path pem) {
    public static final String PASSWORD = "changeit";

    public static TestCertificate make(Path folder, String host) throws IOException, InterruptedException {
        TestCertificate made = new TestCertificate(folder.resolve(host + ".p12"), folder.resolve(host + ".pem"));
        keytool(made, "-genkeypair", "-keyalg", "EC", "-dname", "CN=" + host, "-ext", "SAN=dns:" + host, "-storetype", "PKCS12");
        keytool(made, "-exportcert", "-rfc", "-file", made.pem().toString());
        return made;
    }

    /** Its private key in PEM, beside it. */
    public Path key() throws IOException, GeneralSecurityException {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(keys().getKey("server", PASSWORD.toCharArray()).getEncoded());
        return Files.writeString(store.resolveSibling(store.getFileName() + ".key"), "-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n");
    }

    /** Trusts these servers and shows this certificate. */
    public SSLContext shownTo(TestCertificate... servers) throws IOException, GeneralSecurityException {
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys(), PASSWORD.toCharArray());
        return context(own.getKeyManagers(), servers);
    }

    /** Trusts these servers and shows nothing. */
    public static SSLContext trusting(TestCertificate... servers) throws IOException, GeneralSecurityException {
        return context(null, servers);
    }

    private static SSLContext context(KeyManager[] own, TestCertificate... servers) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        for (TestCertificate server : servers) {
            trusted.setCertificateEntry(server.store().toString(), server.keys().getCertificate("server"));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own, trust.getTrustManagers(), null);
        return context;
    }

    private KeyStore keys() throws IOException, GeneralSecurityException {
        return KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    }

    private static void keytool(TestCertificate made, String... words) throws IOException, InterruptedException {
        Stream<String> always = Stream.of("-alias", "server", "-keystore", made.store().toString(), "-storepass", PASSWORD);
        List<String> command = Stream.concat(Stream.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()), Stream.concat(Stream.of(words), always)).toList();
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }
}
