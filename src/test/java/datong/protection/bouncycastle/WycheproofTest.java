package datong.protection.bouncycastle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.jwk.JWK;
import datong.SharedData;
import datong.protection.CryptoSuite;
import datong.protection.Suite;
import datong.protection.jose.JweOpening;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.bouncycastle.crypto.engines.AESEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Project Wycheproof's vectors for every algorithm that the suites use, valid and invalid, through our own classes. What a suite
 * refuses by design (another key length, another nonce length) must be refused, and is counted in the report.
 */
class WycheproofTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Integer> refused = new TreeMap<>();
    private int accepted;
    private int rejected;

    @Test
    void aesGcm(TestReporter reporter) throws IOException {
        aead("aes_gcm_test.json", new InternationalSuite());
        reporter.publishEntry("aes_gcm", summary());
        assertThat(accepted).isEqualTo(39);
        assertThat(rejected).isEqualTo(27);
    }

    @Test
    void sm4Gcm(TestReporter reporter) throws IOException {
        aead("sm4_gcm_test.json", new SmSuite());
        reporter.publishEntry("sm4_gcm", summary());
        assertThat(accepted).isEqualTo(38);
        assertThat(rejected).isEqualTo(27);
    }

    @Test
    void hmacSha256(TestReporter reporter) throws IOException {
        CryptoSuite suite = new InternationalSuite();
        for (JsonNode group : groups("hmac_sha256_test.json")) {
            int tagBytes = group.get("tagSize").asInt() / 8;
            for (JsonNode test : group.get("tests")) {
                byte[] code = suite.keyedDigest(hex(test, "key")).update(hex(test, "msg")).finish();
                assertThat(Arrays.equals(Arrays.copyOf(code, tagBytes), hex(test, "tag"))).as(name(test)).isEqualTo(valid(test));
                count(valid(test));
            }
        }
        reporter.publishEntry("hmac_sha256", summary());
        assertThat(accepted).isEqualTo(66);
        assertThat(rejected).isEqualTo(108);
    }

    /** Keys of 128 and 192 bits, which the suite refuses, go to the same class below it. */
    @ParameterizedTest
    @ValueSource(strings = {"aes_ff1_base10", "aes_ff1_base62", "aes_ff1_radix10", "aes_ff1_radix26", "aes_ff1_radix36"})
    void ff1(String file, TestReporter reporter) throws IOException {
        int total = 0;
        for (JsonNode group : groups(file + "_test.json")) {
            for (JsonNode test : group.get("tests")) {
                ff1(group, test);
                total++;
            }
        }
        reporter.publishEntry(file, summary());
        assertThat(accepted + rejected + refused.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(total);
        assertThat(accepted).isGreaterThan(2_000);
    }

    private void ff1(JsonNode group, JsonNode test) {
        int radix = group.get("radix").asInt();
        int length = test.get("msg").isTextual() ? test.get("msg").asText().length() : test.get("msg").size();
        boolean small = Math.pow(radix, length) < CryptoSuite.SMALLEST_DOMAIN;
        Optional<byte[]> plain = numerals(test.get("msg"), group);
        Optional<byte[]> image = numerals(test.get("ct"), group);
        try {
            Ff1 ff1 = new Ff1(AESEngine::newInstance, hex(test, "key"), radix, hex(test, "tweak"));
            byte[] encrypted = ff1.encrypt(plain.orElseThrow(() -> new CryptoSuite.CryptoFailure("not a numeral")));
            assertThat(small).as(name(test)).isFalse();
            assertThat(valid(test)).as(name(test)).isTrue();
            assertThat(encrypted).as(name(test)).isEqualTo(image.orElseThrow());
            assertThat(ff1.decrypt(encrypted)).as(name(test)).isEqualTo(plain.orElseThrow());
            count(true);
        } catch (CryptoSuite.CryptoFailure failure) {
            if (small && valid(test)) {
                refused.merge("domain below 1,000,000", 1, Integer::sum);
                return;
            }
            assertThat(valid(test)).as(name(test) + failure.getMessage()).isFalse();
            count(false);
        }
    }

    /** What the recipient's side opens: the two ways in which the hub seals, of everything that is published as valid; never what is invalid. */
    @Test
    void jsonWebEncryption(TestReporter reporter) throws Exception {
        for (JsonNode group : groups("json_web_encryption_test.json")) {
            String type = group.get("private").get("kty").asText();
            if (type.equals("oct")) {
                continue;
            }
            JWK key = JWK.parse(group.get("private").toString());
            PrivateKey own = type.equals("EC") ? key.toECKey().toPrivateKey() : key.toRSAKey().toPrivateKey();
            for (JsonNode test : group.get("tests")) {
                jwe(test, own, group.get("private").path("alg").asText());
            }
        }
        reporter.publishEntry("json_web_encryption", summary());
        assertThat(accepted).isPositive();
        assertThat(rejected).isGreaterThan(15);
    }

    private void jwe(JsonNode test, PrivateKey key, String algorithm) {
        try {
            String opened = JweOpening.open(test.get("jwe").asText(), key);
            assertThat(valid(test)).as(name(test)).isTrue();
            assertThat(opened.getBytes(StandardCharsets.UTF_8)).as(name(test)).isEqualTo(hex(test, "pt"));
            count(true);
        } catch (CryptoSuite.CryptoFailure failure) {
            boolean ours = Set.of("ECDH-ES+A256KW", "RSA-OAEP-256").contains(algorithm) && test.path("enc").asText().equals("A256GCM");
            if (valid(test) && !ours) {
                refused.merge(algorithm + " " + test.path("enc").asText(), 1, Integer::sum);
                return;
            }
            assertThat(valid(test)).as(name(test) + failure.getMessage()).isFalse();
            count(false);
        }
    }

    private void aead(String file, CryptoSuite suite) throws IOException {
        for (JsonNode group : groups(file)) {
            for (JsonNode test : group.get("tests")) {
                aead(group, test, suite);
            }
        }
    }

    private void aead(JsonNode group, JsonNode test, CryptoSuite suite) {
        byte[] sealed = HexFormat.of().parseHex(test.get("ct").asText() + test.get("tag").asText());
        CryptoSuite.Aead aead = suite.aead();
        Optional<String> byDesign = byDesign(group, suite.name());
        try {
            byte[] opened = aead.open(hex(test, "key"), hex(test, "iv"), hex(test, "aad"), sealed, 0);
            assertThat(byDesign).as(name(test)).isEmpty();
            assertThat(valid(test)).as(name(test)).isTrue();
            assertThat(opened).as(name(test)).isEqualTo(hex(test, "msg"));
            assertThat(suite.aead().seal(hex(test, "key"), hex(test, "iv"), hex(test, "aad"), hex(test, "msg"), 0)).as(name(test)).isEqualTo(sealed);
            count(true);
        } catch (CryptoSuite.CryptoFailure failure) {
            if (byDesign.isPresent()) {
                refused.merge(byDesign.get(), 1, Integer::sum);
                return;
            }
            assertThat(valid(test)).as(name(test) + failure.getMessage()).isFalse();
            count(false);
        }
    }

    private static Optional<String> byDesign(JsonNode group, Suite suite) {
        if (group.get("keySize").asInt() != suite.cipherKeyBytes() * 8) {
            return Optional.of("key of " + group.get("keySize").asInt() + " bits");
        }
        int nonce = group.get("ivSize").asInt();
        return nonce == CryptoSuite.NONCE_BYTES * 8 ? Optional.empty() : Optional.of("nonce of another length than 96 bits");
    }

    /** Empty where an element is no numeral that a byte could hold. */
    private static Optional<byte[]> numerals(JsonNode value, JsonNode group) {
        int length = value.isTextual() ? value.asText().length() : value.size();
        byte[] numerals = new byte[length];
        for (int i = 0; i < length; i++) {
            int numeral = value.isTextual() ? group.get("alphabet").asText().indexOf(value.asText().charAt(i)) : value.get(i).asInt();
            if (numeral < 0 || numeral > 255) {
                return Optional.empty();
            }
            numerals[i] = (byte) numeral;
        }
        return Optional.of(numerals);
    }

    private void count(boolean valid) {
        if (valid) {
            accepted++;
        } else {
            rejected++;
        }
    }

    private String summary() {
        return accepted + " valid accepted, " + rejected + " invalid rejected, refused by design " + refused;
    }

    private static boolean valid(JsonNode test) {
        return test.get("result").asText().equals("valid");
    }

    private static String name(JsonNode test) {
        return "test " + test.get("tcId").asInt() + " (" + test.get("comment").asText() + ") ";
    }

    private static byte[] hex(JsonNode test, String field) {
        return HexFormat.of().parseHex(test.get(field).asText());
    }

    private static JsonNode groups(String file) throws IOException {
        return JSON.readTree(SharedData.folder("wycheproof").resolve(file).toFile()).get("testGroups");
    }
}
