package datong.protection.bouncycastle;

import datong.protection.CryptoSuite;
import datong.protection.CryptoSuites;
import datong.protection.Envelope;
import datong.protection.Envelopes;
import datong.protection.FileEnvelope;
import datong.protection.FileEnvelopes;
import datong.protection.Suite;
import datong.protection.jose.JweEnvelope;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;

/**
 * Recipients' public keys in a folder: {@code <social credit code>.pem} with one or more {@code PUBLIC KEY} blocks. The
 * international suite takes the first of curve P-256 or RSA of 3072 bits or more, the SM suite the first SM2 key.
 */
public final class PemEnvelopes implements Envelopes, FileEnvelopes {
    private static final Pattern ORGANISATION = Pattern.compile("[0-9A-Z]{18}");
    private static final int SMALLEST_RSA = 3072;

    private final Path folder;
    private final Suite suite;
    private final CryptoSuites suites;

    public PemEnvelopes(Path folder, Suite suite, CryptoSuites suites) {
        this.folder = folder;
        this.suite = suite;
        this.suites = suites;
    }

    @Override
    public Optional<Envelope> to(String organisation) {
        return first(organisation, this::envelope);
    }

    @Override
    public Optional<FileEnvelope> files(String organisation) {
        return first(organisation, this::fileEnvelope);
    }

    private <E> Optional<E> first(String organisation, Function<SubjectPublicKeyInfo, Optional<E>> usable) {
        if (!ORGANISATION.matcher(organisation).matches()) {
            return Optional.empty();
        }
        Path file = folder.resolve(organisation + ".pem");
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return keys(Files.readString(file)).stream().flatMap(key -> usable.apply(key).stream()).findFirst();
        } catch (IOException | GeneralSecurityException | RuntimeException unusable) {
            throw new CryptoSuite.CryptoFailure(file + " does not hold public keys in PEM form (-----BEGIN PUBLIC KEY-----)", unusable);
        }
    }

    private static List<SubjectPublicKeyInfo> keys(String pem) throws IOException, GeneralSecurityException {
        List<SubjectPublicKeyInfo> keys = new ArrayList<>();
        try (PemReader reader = new PemReader(new StringReader(pem))) {
            for (PemObject block = reader.readPemObject(); block != null; block = reader.readPemObject()) {
                if (!block.getType().equals("PUBLIC KEY")) {
                    throw new GeneralSecurityException("a block other than PUBLIC KEY");
                }
                keys.add(SubjectPublicKeyInfo.getInstance(block.getContent()));
            }
        }
        return keys;
    }

    private Optional<Envelope> envelope(SubjectPublicKeyInfo key) {
        return switch (kind(key)) {
            case SM2 -> Optional.of(new Sm2Envelope(sm2(key), suites.of(suite)));
            case CURVE -> Optional.of(JweEnvelope.to((ECPublicKey) parsed("EC", key), suites.of(suite)));
            case RSA -> Optional.of(JweEnvelope.to((RSAPublicKey) parsed("RSA", key), suites.of(suite)));
            case UNUSABLE -> Optional.empty();
        };
    }

    private Optional<FileEnvelope> fileEnvelope(SubjectPublicKeyInfo key) {
        return switch (kind(key)) {
            case SM2 -> Optional.of(CmsEnvelope.toSm2(key, sm2(key)));
            case CURVE -> Optional.of(CmsEnvelope.toCurve(key, parsed("EC", key)));
            case RSA -> Optional.of(CmsEnvelope.toRsa(key, parsed("RSA", key)));
            case UNUSABLE -> Optional.empty();
        };
    }

    private enum KeyKind { SM2, CURVE, RSA, UNUSABLE }

    private KeyKind kind(SubjectPublicKeyInfo key) {
        ASN1ObjectIdentifier algorithm = key.getAlgorithm().getAlgorithm();
        boolean curve = algorithm.equals(X9ObjectIdentifiers.id_ecPublicKey);
        return switch (suite) {
            case SM -> curve && GMObjectIdentifiers.sm2p256v1.equals(key.getAlgorithm().getParameters()) ? KeyKind.SM2 : KeyKind.UNUSABLE;
            case INTERNATIONAL -> {
                if (curve && X9ObjectIdentifiers.prime256v1.equals(key.getAlgorithm().getParameters())) {
                    yield KeyKind.CURVE;
                }
                yield algorithm.equals(PKCSObjectIdentifiers.rsaEncryption) && longEnough(key) ? KeyKind.RSA : KeyKind.UNUSABLE;
            }
        };
    }

    private static boolean longEnough(SubjectPublicKeyInfo key) {
        return ((RSAPublicKey) parsed("RSA", key)).getModulus().bitLength() >= SMALLEST_RSA;
    }

    private static ECPublicKeyParameters sm2(SubjectPublicKeyInfo key) {
        try {
            return new ECPublicKeyParameters(((ECPublicKeyParameters) PublicKeyFactory.createKey(key)).getQ(), Sm2.DOMAIN);
        } catch (IOException malformed) {
            throw new CryptoSuite.CryptoFailure("an SM2 public key is malformed", malformed);
        }
    }

    private static java.security.PublicKey parsed(String algorithm, SubjectPublicKeyInfo key) {
        try {
            return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(key.getEncoded()));
        } catch (GeneralSecurityException | IOException malformed) {
            throw new CryptoSuite.CryptoFailure("a public key is malformed", malformed);
        }
    }
}
