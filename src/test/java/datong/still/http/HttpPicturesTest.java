package datong.still.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import datong.still.Coarsening;
import datong.still.Drawn;
import datong.still.Pictures.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpPicturesTest {
    private static final byte[] STREET = Drawn.street("jpeg");
    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch ended = new CountDownLatch(1);
    private HttpServer platform;
    private HttpPictures pictures;

    @BeforeEach
    void open() throws IOException, NoSuchAlgorithmException {
        platform = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        platform.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        answer("/p/1.jpg", 200, STREET);
        answer("/p/large.jpg", 200, new byte[Coarsening.MOST_BYTES + 1]);
        answer("/admin", 200, STREET);
        platform.createContext("/p/moved.jpg", exchange -> {
            exchange.getResponseHeaders().add("Location", "/admin");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        platform.createContext("/p/endless.jpg", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(STREET, 0, 100);
            exchange.getResponseBody().flush();
            try {
                ended.await();
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        platform.start();
        pictures = new HttpPictures(List.of(HttpPictures.allowed(address("/p/"))), SSLContext.getDefault(), Duration.ofSeconds(2));
    }

    private void answer(String path, int status, byte[] body) {
        platform.createContext(path, exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(status, body.length);
            try (var out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
    }

    private String address(String path) {
        return "http://127.0.0.1:" + platform.getAddress().getPort() + path;
    }

    private Answer fetch(String path) throws InterruptedException {
        return pictures.fetch(URI.create(address(path)));
    }

    @AfterEach
    void close() {
        ended.countDown();
        pictures.close();
        platform.stop(0);
    }

    @Test
    void aPictureComesFromWhereTheAdministratorSaid() throws InterruptedException {
        assertThat(fetch("/p/1.jpg")).isInstanceOfSatisfying(Answer.Fetched.class, fetched -> assertThat(fetched.picture()).isEqualTo(STREET));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/admin", "/p/../admin", "/p/%2e%2e/admin", "/p/%2E%2E%2Fadmin", "/p"})
    void nothingComesFromElsewhereAndNobodyIsAsked(String path) throws InterruptedException {
        assertThat(fetch(path)).isEqualTo(new Answer.NotAllowed("ADDRESS_NOT_ALLOWED"));
        assertThat(asked).hasValue(0);
    }

    @Test
    void anotherHostPortSchemeOrUserIsElsewhere() throws InterruptedException {
        int port = platform.getAddress().getPort();
        for (String elsewhere : List.of("http://localhost:" + port + "/p/1.jpg", "https://127.0.0.1:" + port + "/p/1.jpg", "http://127.0.0.1/p/1.jpg", "http://me@127.0.0.1:" + port + "/p/1.jpg",
                "http://127.0.0.1:" + port + "@evil.example/p/1.jpg", "file:///p/1.jpg")) {
            assertThat(pictures.fetch(URI.create(elsewhere))).as(elsewhere).isEqualTo(new Answer.NotAllowed("ADDRESS_NOT_ALLOWED"));
        }
    }

    @Test
    void noRedirectIsFollowed() throws InterruptedException {
        assertThat(fetch("/p/moved.jpg")).isEqualTo(new Answer.NotNow("ANSWERED_302"));
        assertThat(asked).hasValue(0);
    }

    @Test
    void whatIsMissingMayComeLater() throws InterruptedException {
        assertThat(fetch("/p/2.jpg")).isEqualTo(new Answer.NotNow("ANSWERED_404"));
    }

    @Test
    void neitherAPictureWithoutMeasureNorOneWithoutEndIsWaitedFor() throws InterruptedException {
        assertThat(fetch("/p/large.jpg")).isEqualTo(new Answer.NotNow("NOT_REACHED"));
        assertThat(fetch("/p/endless.jpg")).isEqualTo(new Answer.NotNow("NOT_REACHED"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://10.0.0.8/p", "10.0.0.8/p/", "ftp://10.0.0.8/p/", "http://me@10.0.0.8/p/", "http://10.0.0.8/p/?x=/", "http:///p/"})
    void aPlaceThatIsNoneIsRefused(String place) {
        assertThatThrownBy(() -> HttpPictures.allowed(place)).isInstanceOf(IllegalArgumentException.class);
    }
}
