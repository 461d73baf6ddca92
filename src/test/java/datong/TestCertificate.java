package datong;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A server's certificate that signs itself, made by the JDK's keytool. @param store PKCS12 with key and certificate; @param pem the certificate alone */
record TestCertificate(Path store, Path pem) {
    static final String PASSWORD = "changeit";

    static TestCertificate make(Path folder, String host) throws IOException, InterruptedException {
        TestCertificate made = new TestCertificate(folder.resolve(host + ".p12"), folder.resolve(host + ".pem"));
        keytool(made, "-genkeypair", "-keyalg", "EC", "-dname", "CN=" + host, "-ext", "SAN=dns:" + host, "-storetype", "PKCS12");
        keytool(made, "-exportcert", "-rfc", "-file", made.pem().toString());
        return made;
    }

    private static void keytool(TestCertificate made, String... words) throws IOException, InterruptedException {
        Stream<String> always = Stream.of("-alias", "server", "-keystore", made.store().toString(), "-storepass", PASSWORD);
        List<String> command = Stream.concat(Stream.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()), Stream.concat(Stream.of(words), always)).toList();
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }
}
