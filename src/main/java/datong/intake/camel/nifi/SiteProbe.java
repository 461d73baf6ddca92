package datong.intake.camel.nifi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import datong.intake.camel.nifi.NifiState.Way;
import datong.intake.camel.nifi.NifiState.Word;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.cert.CertificateException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/**
 * Asks a NiFi why it gives no transaction: Site-to-Site itself says "nothing" to the denied, to the empty and to the full alike.
 */
final class SiteProbe implements AutoCloseable {
    private final NifiServer server;
    private final String port;
    private final Way way;
    private final HttpClient http;
    private final ObjectMapper json = new ObjectMapper();

    /** What keeps a transaction from coming about. */
    record Finding(Word word, String message) {}

    SiteProbe(NifiServer server, String port, Way way) {
        this.server = server;
        this.port = port;
        this.way = way;
        HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(server.timeout());
        server.tls().ifPresent(tls -> builder.sslContext(tls.context()));
        this.http = builder.build();
    }

    Finding ask() throws InterruptedException {
        URI details = URI.create(server.api() + "/site-to-site");
        try {
            HttpResponse<String> answer = http.send(HttpRequest.newBuilder(details).timeout(server.timeout()).header("Accept", "application/json").build(),
                    HttpResponse.BodyHandlers.ofString());
            return switch (answer.statusCode()) {
                case 200 -> port(json.readTree(answer.body()).path("controller"));
                case 401, 403 -> new Finding(Word.DENIED, named() + " refuses the hub (" + answer.statusCode()
                        + "); grant its certificate 'retrieve site-to-site details' in NiFi, or set keystore and truststore under datong.nifi." + server.name());
                default -> new Finding(Word.UNREACHABLE, named() + " answers " + answer.statusCode() + " at " + details + "; check datong.nifi." + server.name() + ".url");
            };
        } catch (SSLException refused) {
            return certificates(refused);
        } catch (IOException away) {
            return new Finding(Word.UNREACHABLE, named() + " does not answer at " + details + " (" + away.getClass().getSimpleName() + "); start it or check datong.nifi."
                    + server.name() + ".url");
        }
    }

    /** Before anything was asked: one side does not accept the other's certificate. */
    private Finding certificates(SSLException refused) {
        boolean ours = causes(refused).anyMatch(CertificateException.class::isInstance);
        String setting = "datong.nifi." + server.name();
        return new Finding(Word.DENIED, ours
                ? "the hub does not believe the certificate of " + named() + "; put the authority that signed it into " + setting + ".truststore, and see that it names the host of "
                        + setting + ".url"
                : named() + " does not accept the hub's certificate, or was shown none; set " + setting + ".keystore to a certificate that is valid and from an authority in NiFi's truststore");
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
    }

    private Finding port(JsonNode controller) {
        boolean pull = way == Way.PULL;
        Optional<JsonNode> found = controller.path(pull ? "outputPorts" : "inputPorts").valueStream().filter(one -> one.path("name").asText().equals(port)).findFirst();
        String grant = pull ? "'receive data via site-to-site'" : "'send data via site-to-site'";
        if (found.isEmpty()) {
            return new Finding(Word.NO_SUCH_PORT, named() + " shows the hub no " + (pull ? "output" : "input") + " port '" + port
                    + "'; create it with remote access, and grant the hub's certificate " + grant + " on it");
        }
        if (!found.get().path("state").asText().equals("RUNNING")) {
            return new Finding(Word.PORT_STOPPED, "port '" + port + "' of " + named() + " is stopped; start it in NiFi");
        }
        if (pull) {
            return new Finding(Word.UNREACHABLE, named() + " shows port '" + port + "' and gives no transaction: see that its Site-to-Site socket port "
                    + "(nifi.remote.input.socket.port) can be reached, or set datong.nifi." + server.name() + ".transport=HTTP");
        }
        return new Finding(Word.BACK_PRESSURE, named() + " takes nothing at port '" + port + "': the queue behind it is full, or its Site-to-Site socket port is not "
                + "reachable; what waits is sent later");
    }

    private String named() {
        return "NiFi '" + server.name() + "'";
    }

    @Override
    public void close() {
        http.close();
    }
}
