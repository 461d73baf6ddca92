package datong;

import datong.intake.camel.nifi.NifiServer;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** The certificates of a district's NiFi: one authority, and whoever it knows; key stores in a folder, each with the same password. */
public final class NifiCertificates {
    public static final String PASSWORD = "nifi-test-password";
    private final AtomicLong serials = new AtomicLong(1);
    private final Path folder;
    private final KeyPair authority = keys();
    private final X509Certificate root = sign("authority", authority, true);

    public NifiCertificates(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        store("trust", store -> store.setCertificateEntry("authority", root));
    }

    private interface Filling {
        void into(KeyStore store) throws GeneralSecurityException;
    }

    /** Whom the authority knows, as {@code CN=<name>}, at localhost. */
    public Path known(String name) throws IOException {
        KeyPair keys = keys();
        Certificate[] chain = {sign(name, keys, false), root};
        return store(name, store -> store.setKeyEntry(name, keys.getPrivate(), PASSWORD.toCharArray(), chain));
    }

    public Path trust() {
        return folder.resolve("trust.p12");
    }

    /** A hub with this key store, believing the authority. */
    NifiServer.Tls tls(Path keystore) {
        return new NifiServer.Tls(keystore.toString(), PASSWORD, trust().toString(), PASSWORD);
    }

    private Path store(String name, Filling filling) throws IOException {
        Path file = folder.resolve(name + ".p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            filling.into(store);
            store.store(out, PASSWORD.toCharArray());
            return file;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private X509Certificate sign(String name, KeyPair keys, boolean itself) {
        try {
            Instant now = Instant.now();
            X509v3CertificateBuilder certificate = new JcaX509v3CertificateBuilder(new X500Name("CN=authority"), BigInteger.valueOf(serials.getAndIncrement()),
                    Date.from(now.minus(Duration.ofHours(1))), Date.from(now.plus(Duration.ofDays(1))), new X500Name("CN=" + name), keys.getPublic());
            certificate.addExtension(Extension.basicConstraints, true, new BasicConstraints(itself));
            if (!itself) {
                certificate.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName(GeneralName.dNSName, "localhost")));
            }
            return new JcaX509CertificateConverter().getCertificate(certificate.build(new JcaContentSignerBuilder("SHA256withECDSA").build(authority.getPrivate())));
        } catch (GeneralSecurityException | OperatorCreationException | IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
