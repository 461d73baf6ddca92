package datong.protection.keeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import datong.Debian;
import datong.protection.CryptoSuites;
import datong.protection.KeyKeeper;
import datong.protection.KeyPurpose;
import datong.protection.KeyRing;
import datong.protection.KeyRingException;
import datong.protection.Suite;
import datong.protection.bouncycastle.BouncyCastleSuites;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keepers over a stand-in that speaks Vault's published protocol, and over SoftHSM where it is installed. */
class KeyKeepersTest {
    private final CryptoSuites suites = new BouncyCastleSuites();
    private HttpServer vault;
    private String setting;

    @TempDir
    Path folder;

    @BeforeEach
    void start() throws IOException {
        vault = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        vault.createContext("/v1/transit/", this::answer);
        vault.start();
        Files.writeString(folder.resolve("token"), "s.right\n");
        setting = "vault:http://localhost:" + vault.getAddress().getPort() + "/transit/datong?token-file=" + folder.resolve("token");
    }

    @AfterEach
    void stop() {
        vault.stop(0);
    }

    /** The transit engine in little: base64 turned round stands for a cipher. */
    private void answer(HttpExchange exchange) throws IOException {
        ObjectMapper json = new ObjectMapper();
        JsonNode body = json.readTree(exchange.getRequestBody());
        boolean known = exchange.getRequestMethod().equals("POST") && "s.right".equals(exchange.getRequestHeaders().getFirst("X-Vault-Token"));
        Map<String, String> data = switch (known ? exchange.getRequestURI().getPath() : "") {
            case "/v1/transit/encrypt/datong" -> Map.of("ciphertext", "vault:v1:" + new StringBuilder(body.get("plaintext").asText()).reverse());
            case "/v1/transit/decrypt/datong" -> Map.of("plaintext", new StringBuilder(body.get("ciphertext").asText().substring("vault:v1:".length())).reverse().toString());
            default -> Map.of();
        };
        byte[] answer = json.writeValueAsBytes(data.isEmpty() ? Map.of("errors", new String[] {"permission denied"}) : Map.of("data", data));
        exchange.sendResponseHeaders(data.isEmpty() ? 403 : 200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    @Test
    void aRingMadeWithAKeeperOpensWithItAndHoldsItsKeyOnlyWrapped() throws Exception {
        KeyRing made = KeyRing.openOrCreate(ring(), Suite.INTERNATIONAL, suites, keeper());
        made.rotate(KeyPurpose.SUBJECT_KEK);
        KeyRing again = KeyRing.openOrCreate(ring(), Suite.INTERNATIONAL, suites, keeper());
        assertThat(again.versions(KeyPurpose.SUBJECT_KEK)).hasSize(2);
        assertThat(again.current(KeyPurpose.SUBJECT_KEK).bytes()).isEqualTo(made.current(KeyPurpose.SUBJECT_KEK).bytes());
        assertThat(stored("subject-kek.2.international")).startsWith("vault:v1:").doesNotContain(Base64.getEncoder().encodeToString(made.current(KeyPurpose.SUBJECT_KEK).bytes()));
        assertThat(stored("blind-index.1.international")).doesNotStartWith("vault:");
    }

    private String stored(String alias) throws Exception {
        java.security.KeyStore store = java.security.KeyStore.getInstance("PKCS12");
        char[] passphrase = Files.readString(ring().resolve("keys.pass")).toCharArray();
        try (var in = Files.newInputStream(ring().resolve("keys.p12"))) {
            store.load(in, passphrase);
        }
        return new String(store.getKey(alias, passphrase).getEncoded(), StandardCharsets.ISO_8859_1);
    }

    @Test
    void nothingOpensWithoutItsKeeperAndNothingFallsBack() throws IOException {
        KeyRing.openOrCreate(ring(), Suite.INTERNATIONAL, suites, keeper());
        assertThatThrownBy(() -> KeyRing.openOrCreate(ring(), Suite.INTERNATIONAL, suites)).isInstanceOf(KeyRingException.class).hasMessageContaining("DATONG_CRYPTO_KEEPER")
                .hasMessageContaining("/transit/datong");
        assertThatThrownBy(() -> KeyRing.openOrCreate(ring(), Suite.INTERNATIONAL, suites, KeyKeepers.of(setting.replace("/datong?", "/other?"))))
                .isInstanceOf(KeyRingException.class).hasMessageContaining("not by vault:");
        Files.writeString(folder.resolve("token"), "s.wrong");
        assertThatThrownBy(() -> KeyRing.openOrCreate(ring(), Suite.INTERNATIONAL, suites, keeper())).isInstanceOf(KeyRingException.class).hasMessageContaining("answered 403")
                .hasMessageNotContaining("s.wrong");
        Files.writeString(folder.resolve("token"), "s.right");
        vault.stop(0);
        assertThatThrownBy(() -> KeyRing.openOrCreate(ring(), Suite.INTERNATIONAL, suites, keeper())).isInstanceOf(KeyRingException.class).hasMessageContaining("does not answer");
    }

    @Test
    void aRingIsGivenToItsKeeperOnceAndKeepsItsKeys() {
        KeyRing own = KeyRing.openOrCreate(ring(), Suite.INTERNATIONAL, suites);
        assertThatThrownBy(() -> KeyRing.openOrCreate(ring(), Suite.INTERNATIONAL, suites, keeper())).isInstanceOf(KeyRingException.class).hasMessageContaining("bin/datong keys keep");
        KeyRing.keep(ring(), suites, keeper().orElseThrow());
        KeyRing kept = KeyRing.openOrCreate(ring(), Suite.INTERNATIONAL, suites, keeper());
        assertThat(kept.current(KeyPurpose.SUBJECT_KEK).bytes()).isEqualTo(own.current(KeyPurpose.SUBJECT_KEK).bytes());
        assertThat(kept.fingerprint()).isEqualTo(own.fingerprint());
        assertThatThrownBy(() -> KeyRing.keep(ring(), suites, keeper().orElseThrow())).isInstanceOf(KeyRingException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"vault", "vault:https://host", "pkcs11:/lib.so", "file:/tmp/key", "vault:https://host/transit/key"})
    void aSettingThatNamesNoKeeperIsRefusedWithWhatWasExpected(String wrong) {
        assertThatThrownBy(() -> KeyKeepers.of(wrong)).isInstanceOf(KeyRingException.class).hasMessageContaining("expected pkcs11:");
    }

    @Test
    void vaultFarAwayIsAskedWithEncryptionOnly() {
        assertThatThrownBy(() -> KeyKeepers.of("vault:http://vault.example/transit/key?token-file=" + folder.resolve("token"))).hasMessageContaining("expected https");
    }

    @Test
    void withoutASettingTheRingKeepsItself() {
        assertThat(KeyKeepers.of("")).isEmpty();
    }

    /** SoftHSM reads its folder from the environment, so the module works in a process of its own. */
    @Test
    void aPkcs11ModuleKeepsTheKey() throws Exception {
        Optional<String> library = library();
        if (library.isEmpty() && Debian.install("softhsm2")) {
            library = library();
        }
        Assumptions.assumeTrue(library.isPresent(), "SKIPPED, no SoftHSM on this machine (apt-get install softhsm2): that a PKCS#11 module keeps the key is not tested");
        Path tokens = Files.createDirectories(folder.resolve("tokens"));
        Path conf = Files.writeString(folder.resolve("softhsm2.conf"), "directories.tokendir = " + tokens + "\nobjectstore.backend = file\nlog.level = ERROR\n");
        Files.writeString(folder.resolve("pin"), "1234");
        assertThat(run(conf, "softhsm2-util", "--init-token", "--free", "--label", "datong", "--so-pin", "5678", "--pin", "1234")).isZero();
        assertThat(run(conf, Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", System.getProperty("java.class.path"), Module.class.getName(),
                library.get(), folder.toString())).isZero();
    }

    private static Optional<String> library() {
        return Stream.of("/usr/lib/softhsm/libsofthsm2.so", "/usr/lib64/pkcs11/libsofthsm2.so", "/usr/local/lib/softhsm/libsofthsm2.so").filter(path -> Files.exists(Path.of(path))).findFirst();
    }

    private int run(Path conf, String... command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().put("SOFTHSM2_CONF", conf.toString());
        Process process = builder.start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        return process.exitValue();
    }

    /** Makes a key in the token that cannot be taken out, and has a ring kept by it. */
    static final class Module {
        private Module() {}

        public static void main(String[] arguments) throws Exception {
            String library = arguments[0];
            Path folder = Path.of(arguments[1]);
            String setting = "pkcs11:" + library + "?key=datong&pin-file=" + folder.resolve("pin");
            Files.writeString(folder.resolve("pin"), "0000");
            expectRefusal(setting, "PIN is right");
            Files.writeString(folder.resolve("pin"), "1234");
            expectRefusal(setting, "has no AES key");
            makeKey(library);
            CryptoSuites suites = new BouncyCastleSuites();
            byte[] made = KeyRing.openOrCreate(folder.resolve("hsm-ring"), Suite.SM, suites, KeyKeepers.of(setting)).current(KeyPurpose.SUBJECT_KEK).bytes();
            byte[] again = KeyRing.openOrCreate(folder.resolve("hsm-ring"), Suite.SM, suites, KeyKeepers.of(setting)).current(KeyPurpose.SUBJECT_KEK).bytes();
            KeyKeeper keeper = KeyKeepers.of(setting).orElseThrow();
            byte[] altered = keeper.wrap(made);
            altered[20] ^= 1;
            assertThatThrownBy(() -> keeper.unwrap(altered)).isInstanceOf(KeyRingException.class).hasMessageContaining("refused");
            assertThat(again).isEqualTo(made);
        }

        private static void makeKey(String library) throws Exception {
            java.security.Provider module = java.security.Security.getProvider("SunPKCS11").configure("--name=maker\nlibrary=" + library + "\nslotListIndex=0\n"
                    + "attributes(*,CKO_SECRET_KEY,CKK_AES) = {\nCKA_TOKEN = true\nCKA_EXTRACTABLE = false\nCKA_SENSITIVE = true\n}\n");
            java.security.KeyStore keys = java.security.KeyStore.getInstance("PKCS11", module);
            keys.load(null, "1234".toCharArray());
            javax.crypto.KeyGenerator generator = javax.crypto.KeyGenerator.getInstance("AES", module);
            generator.init(256);
            keys.setKeyEntry("datong", generator.generateKey(), null, null);
        }

        private static void expectRefusal(String setting, String words) {
            assertThatThrownBy(() -> KeyKeepers.of(setting)).isInstanceOf(KeyRingException.class).hasMessageContaining(words);
        }
    }

    private Optional<KeyKeeper> keeper() {
        return KeyKeepers.of(setting);
    }

    private Path ring() {
        return folder.resolve("ring");
    }
}
