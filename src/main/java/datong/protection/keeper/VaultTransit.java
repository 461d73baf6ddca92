package datong.protection.keeper;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import datong.protection.KeyKeeper;
import datong.protection.KeyRingException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;

/** A key of HashiCorp Vault's transit engine, or of a service that speaks its protocol: {@code POST /v1/<mount>/encrypt/<key>} and {@code decrypt}. */
final class VaultTransit implements KeyKeeper {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private final String name;
    private final String address;
    private final String mount;
    private final String key;
    private final String token;
    private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final ObjectMapper json = new ObjectMapper();

    private VaultTransit(String address, String mount, String key, String token) {
        this.name = "vault:" + address + "/" + mount + "/" + key;
        this.address = address;
        this.mount = mount;
        this.key = key;
        this.token = token;
    }

    /** @param place {@code https://host:8200/transit/key}; without encryption only on this machine */
    static VaultTransit at(String place, String token) {
        URI uri = URI.create(place);
        boolean here = "localhost".equals(uri.getHost()) || "127.0.0.1".equals(uri.getHost());
        if (!uri.getScheme().equals("https") && !here) {
            throw new KeyRingException("datong.crypto.keeper names " + uri.getHost() + " without encryption; expected https");
        }
        String path = uri.getPath().substring(1);
        int last = path.lastIndexOf('/');
        return new VaultTransit(uri.getScheme() + "://" + uri.getAuthority(), path.substring(0, last), path.substring(last + 1), token);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public byte[] wrap(byte[] plain) {
        String sealed = answer("encrypt", Map.of("plaintext", Base64.getEncoder().encodeToString(plain)), "ciphertext");
        return sealed.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public byte[] unwrap(byte[] wrapped) {
        return Base64.getDecoder().decode(answer("decrypt", Map.of("ciphertext", new String(wrapped, StandardCharsets.US_ASCII)), "plaintext"));
    }

    private String answer(String verb, Map<String, String> body, String wanted) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/v1/" + mount + "/" + verb + "/" + key)).timeout(PATIENCE).header("X-Vault-Token", token)
                    .header("X-Vault-Request", "true").header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body))).build();
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            String text = response.statusCode() == 200 ? json.readTree(response.body()).path("data").path(wanted).asText() : "";
            if (text.isEmpty()) {
                throw new KeyRingException(name + " answered " + response.statusCode() + " to " + verb + "; see that the token is valid and may " + verb + " with this key");
            }
            return text;
        } catch (JsonProcessingException garbled) {
            throw new KeyRingException(name + " did not answer in JSON; is it Vault's address?", garbled);
        } catch (IOException away) {
            throw new KeyRingException(name + " does not answer; see that it runs, is unsealed, and can be reached from here", away);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KeyRingException("interrupted while waiting for " + name, interrupted);
        }
    }
}
