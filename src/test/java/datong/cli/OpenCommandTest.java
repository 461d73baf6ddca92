package datong.cli;

import static org.assertj.core.api.Assertions.assertThat;

import datong.protection.Suite;
import datong.protection.bouncycastle.BouncyCastleSuites;
import datong.protection.bouncycastle.PemEnvelopes;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OpenCommandTest {
    private static final String ORGANISATION = "11110199MB00DEM264";
    private static final byte[] PLAIN = bytes(300_001);
    private final StringWriter said = new StringWriter();
    private final Provider provider = new BouncyCastleProvider();

    @TempDir
    Path folder;

    private enum Kind { CURVE, RSA, SM2 }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aRecipientOpensAReleaseOfItsKey(Kind kind) throws Exception {
        KeyPair pair = pair(kind);
        Path sealed = sealed(kind, pair);
        assertThat(run("open", sealed.toString(), "--key", key(pair).toString())).isZero();
        assertThat(folder.resolve("open.csv")).hasBinaryContent(PLAIN);
        assertThat(run("open", sealed.toString(), "--key", key(pair).toString())).isEqualTo(2);
        assertThat(said.toString()).contains("is there already");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aKeyOfSomebodyElseOpensNothing(Kind kind) throws Exception {
        Path sealed = sealed(kind, pair(kind));
        assertThat(run("open", sealed.toString(), "--key", key(pair(kind)).toString())).isEqualTo(2);
        assertThat(said.toString()).contains("sealed for");
        assertNothingOpened();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void anAlteredOrCutFileLeavesNothingBehind(Kind kind) throws Exception {
        KeyPair pair = pair(kind);
        Path sealed = sealed(kind, pair);
        byte[] whole = Files.readAllBytes(sealed);
        for (int at : new int[] {whole.length / 2, whole.length - 20, whole.length - 10}) {
            byte[] altered = whole.clone();
            altered[at] ^= 1;
            Files.write(sealed, altered);
            assertThat(run("open", sealed.toString(), "--key", key(pair).toString())).as("altered at %s of %s", at, whole.length).isEqualTo(2);
            Files.write(sealed, Arrays.copyOf(whole, at));
            assertThat(run("open", sealed.toString(), "--key", key(pair).toString())).as("cut at %s of %s", at, whole.length).isEqualTo(2);
            assertNothingOpened();
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void sealedItemsOfATableAreOpenedInTheirPlace(Kind kind) throws Exception {
        KeyPair pair = pair(kind);
        var envelope = envelopes(kind, pair).to(ORGANISATION).orElseThrow();
        Path csv = Files.writeString(folder.resolve("cases.csv"), "name,status\n" + envelope.seal("赵\"一\"二, 女") + ",OPEN\n" + envelope.seal("=1+1") + ",CLOSED\n");
        assertThat(run("open", csv.toString(), "--key", key(pair).toString(), "--to", folder.resolve("clear.csv").toString())).isZero();
        assertThat(folder.resolve("clear.csv")).hasContent("name,status\n\"赵\"\"一\"\"二, 女\",OPEN\n\"'=1+1\",CLOSED\n");
        Path json = Files.writeString(folder.resolve("answer.json"), "{\"name\":\"" + envelope.seal("赵\"一") + "\"}");
        assertThat(run("open", json.toString(), "--key", key(pair).toString())).isZero();
        assertThat(folder.resolve("answer.json.opened")).hasContent("{\"name\":\"赵\\\"一\"}");
        assertThat(run("open", json.toString(), "--key", key(pair(kind)).toString(), "--to", folder.resolve("none").toString())).isEqualTo(2);
    }

    @Test
    void aTextWithoutSealedItemsIsRefused() throws Exception {
        Path csv = Files.writeString(folder.resolve("cases.csv"), "name,status\n赵,OPEN\n");
        assertThat(run("open", csv.toString(), "--key", key(pair(Kind.CURVE)).toString())).isEqualTo(2);
        assertThat(said.toString()).contains("no sealed item");
    }

    @Test
    void openssl() throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/openssl")), "SKIPPED, no openssl on this machine: that openssl opens releases is not tested");
        for (Kind kind : new Kind[] {Kind.CURVE, Kind.RSA}) {
            KeyPair pair = pair(kind);
            Path opened = folder.resolve("by-openssl-" + kind);
            Path words = folder.resolve("openssl.txt");
            Process openssl = new ProcessBuilder("/usr/bin/openssl", "cms", "-decrypt", "-binary", "-inform", "DER", "-in", sealed(kind, pair).toString(),
                    "-inkey", key(pair).toString(), "-out", opened.toString()).redirectErrorStream(true).redirectOutput(words.toFile()).start();
            assertThat(openssl.waitFor(5, TimeUnit.MINUTES)).isTrue();
            assertThat(openssl.exitValue()).as(() -> words(words)).isZero();
            assertThat(opened).hasBinaryContent(PLAIN);
        }
    }

    @Test
    void aKeyWithAPassphraseOpensWithItsFileOnly() throws Exception {
        KeyPair pair = pair(Kind.CURVE);
        Path sealed = sealed(Kind.CURVE, pair);
        var encryptor = new org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder(org.bouncycastle.openssl.PKCS8Generator.AES_256_CBC)
                .setPassword("correct".toCharArray()).setProvider(provider).build();
        StringWriter pem = new StringWriter();
        try (var writer = new org.bouncycastle.openssl.jcajce.JcaPEMWriter(pem)) {
            writer.writeObject(new org.bouncycastle.openssl.jcajce.JcaPKCS8Generator(pair.getPrivate(), encryptor));
        }
        Path key = Files.writeString(folder.resolve("locked.pem"), pem.toString());
        Path pass = Files.writeString(folder.resolve("pass"), "wrong\n");
        assertThat(run("open", sealed.toString(), "--key", key.toString())).isEqualTo(2);
        assertThat(run("open", sealed.toString(), "--key", key.toString(), "--passphrase-file", pass.toString())).isEqualTo(2);
        assertThat(said.toString()).contains("--passphrase-file", "the passphrase right?").doesNotContain("wrong");
        Files.writeString(pass, "correct\n");
        assertThat(run("open", sealed.toString(), "--key", key.toString(), "--passphrase-file", pass.toString())).isZero();
    }

    private Path sealed(Kind kind, KeyPair pair) throws IOException {
        Path file = folder.resolve("open.csv.p7m");
        try (OutputStream out = envelopes(kind, pair).files(ORGANISATION).orElseThrow().seal(Files.newOutputStream(file))) {
            out.write(PLAIN);
        }
        assertThat(file).isRegularFile();
        return file;
    }

    private PemEnvelopes envelopes(Kind kind, KeyPair pair) throws IOException {
        Path registered = Files.createDirectories(folder.resolve("recipients"));
        Files.writeString(registered.resolve(ORGANISATION + ".pem"), pem("PUBLIC KEY", pair.getPublic().getEncoded()));
        return new PemEnvelopes(registered, kind == Kind.SM2 ? Suite.SM : Suite.INTERNATIONAL, new BouncyCastleSuites());
    }

    private KeyPair pair(Kind kind) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(kind == Kind.RSA ? "RSA" : "EC", provider);
        switch (kind) {
            case CURVE -> generator.initialize(new ECGenParameterSpec("P-256"));
            case SM2 -> generator.initialize(new ECGenParameterSpec("sm2p256v1"));
            case RSA -> generator.initialize(3072);
        }
        return generator.generateKeyPair();
    }

    private Path key(KeyPair pair) throws IOException {
        return Files.writeString(folder.resolve("key.pem"), pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
    }

    private static String pem(String type, byte[] der) {
        return "-----BEGIN " + type + "-----\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + type + "-----\n";
    }

    private void assertNothingOpened() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder("open.csv.p7m", "key.pem", "recipients");
        }
    }

    private int run(String... arguments) {
        PrintWriter out = new PrintWriter(said, true);
        return DatongCommand.run(arguments, out, out);
    }

    private static String words(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(7).nextBytes(bytes);
        return bytes;
    }
}
