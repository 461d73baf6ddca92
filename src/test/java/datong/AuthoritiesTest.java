package datong;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuthoritiesTest {
    @TempDir
    Path folder;

    @Test
    void aServerIsBelievedOnlyOnceItsAuthorityIsNamed() throws Exception {
        TestCertificate certificate = TestCertificate.make(folder, "localhost");
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(serving(certificate)));
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        try {
            URI address = URI.create("https://localhost:" + server.getAddress().getPort() + "/");
            assertThatThrownBy(() -> ask(address, Authorities.read(""))).isInstanceOf(SSLHandshakeException.class);
            assertThat(ask(address, Authorities.read(certificate.pem().toString()))).isEqualTo(204);
        } finally {
            server.stop(0);
        }
    }

    private static SSLContext serving(TestCertificate certificate) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(KeyStore.getInstance(certificate.store().toFile(), TestCertificate.PASSWORD.toCharArray()), TestCertificate.PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private static int ask(URI address, Authorities authorities) throws Exception {
        try (HttpClient client = HttpClient.newBuilder().sslContext(authorities.context()).build()) {
            return client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }

    @Test
    void aFileThatHoldsNoCertificateIsNamed() throws Exception {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "");
        Path words = Files.writeString(folder.resolve("words.pem"), "-----BEGIN CERTIFICATE-----\nnot base64\n-----END CERTIFICATE-----\n");
        assertThatThrownBy(() -> Authorities.read(empty.toString())).hasMessageContaining("empty.pem").hasMessageContaining("PEM");
        assertThatThrownBy(() -> Authorities.read(words.toString())).hasMessageContaining("words.pem").hasMessageContaining("PEM");
        assertThatThrownBy(() -> Authorities.read(folder.resolve("none.pem").toString())).hasMessageContaining("there is no file").hasMessageContaining("none.pem");
    }
}
