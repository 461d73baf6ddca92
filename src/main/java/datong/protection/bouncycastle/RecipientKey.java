package datong.protection.bouncycastle;

import datong.protection.CryptoSuite;
import datong.protection.Suite;
import datong.protection.jose.JweOpening;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cms.CMSAuthEnvelopedDataParser;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.KeyTransRecipient;
import org.bouncycastle.cms.Recipient;
import org.bouncycastle.cms.RecipientInformation;
import org.bouncycastle.cms.RecipientOperator;
import org.bouncycastle.cms.jcajce.JceKeyAgreeRecipient;
import org.bouncycastle.cms.jcajce.JceKeyTransRecipient;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.SM2Engine;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.util.BigIntegers;

/** A recipient's private key: opens what the hub sealed for its public one. */
public final class RecipientKey {
    private static final int COORDINATE = 32;
    private final Provider provider = new BouncyCastleProvider();
    private final PrivateKeyInfo info;

    private enum Kind { CURVE, RSA, SM2 }

    private RecipientKey(PrivateKeyInfo info) {
        this.info = info;
    }

    /**
     * Reads the first private key of a PEM text: PKCS#8, also with a passphrase, or the older forms of EC and RSA.
     *
     * @throws CryptoSuite.CryptoFailure in words for the recipient
     */
    public static RecipientKey pem(String text, Optional<char[]> passphrase) {
        try (PEMParser parser = new PEMParser(new StringReader(text))) {
            for (Object block = parser.readObject(); block != null; block = parser.readObject()) {
                switch (block) {
                    case PrivateKeyInfo plain -> {
                        return known(plain);
                    }
                    case PEMKeyPair pair -> {
                        return known(pair.getPrivateKeyInfo());
                    }
                    case PKCS8EncryptedPrivateKeyInfo sealed -> {
                        return known(sealed.decryptPrivateKeyInfo(new JceOpenSSLPKCS8DecryptorProviderBuilder().setProvider(new BouncyCastleProvider())
                                .build(passphrase.orElseThrow(() -> new CryptoSuite.CryptoFailure("the key is kept with a passphrase; give its file with --passphrase-file")))));
                    }
                    case PEMEncryptedKeyPair old -> throw new CryptoSuite.CryptoFailure("the key is in an old encrypted form; convert it: openssl pkcs8 -topk8 -in KEY.pem");
                    default -> { }
                }
            }
        } catch (IOException | OperatorCreationException | PKCSException unreadable) {
            throw new CryptoSuite.CryptoFailure("the private key does not open; is it in PEM form, and the passphrase right?", unreadable);
        }
        throw new CryptoSuite.CryptoFailure("there is no private key (-----BEGIN PRIVATE KEY-----) in the file");
    }

    private static RecipientKey known(PrivateKeyInfo info) {
        RecipientKey key = new RecipientKey(info);
        key.kind();
        return key;
    }

    private Kind kind() {
        AlgorithmIdentifier algorithm = info.getPrivateKeyAlgorithm();
        if (algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.rsaEncryption)) {
            return Kind.RSA;
        }
        if (algorithm.getAlgorithm().equals(X9ObjectIdentifiers.id_ecPublicKey) && X9ObjectIdentifiers.prime256v1.equals(algorithm.getParameters())) {
            return Kind.CURVE;
        }
        if (algorithm.getAlgorithm().equals(X9ObjectIdentifiers.id_ecPublicKey) && GMObjectIdentifiers.sm2p256v1.equals(algorithm.getParameters())) {
            return Kind.SM2;
        }
        throw new CryptoSuite.CryptoFailure("the private key is neither of curve P-256 nor RSA nor SM2");
    }

    /**
     * Opens a sealed file. Warning: plain bytes are written before the tag at its end is checked; throw them away if this throws.
     *
     * @throws IOException if the file was altered or cut off, or {@code plain} cannot be written
     * @throws CryptoSuite.CryptoFailure if it is no sealed file, or sealed for another key
     */
    public void open(InputStream sealed, OutputStream plain) throws IOException {
        try {
            CMSAuthEnvelopedDataParser parser = new CMSAuthEnvelopedDataParser(sealed);
            for (RecipientInformation part : parser.getRecipientInfos()) {
                if (mine(part)) {
                    part.getContentStream(recipient()).getContentStream().transferTo(plain);
                    return;
                }
            }
        } catch (CryptoSuite.CryptoFailure said) {
            throw said;
        } catch (CMSException | RuntimeException refused) {
            throw new CryptoSuite.CryptoFailure("the file is not a sealed release, or not sealed for this key", refused);
        }
        throw new CryptoSuite.CryptoFailure("the file is sealed for a key of another kind");
    }

    private boolean mine(RecipientInformation part) {
        String algorithm = part.getKeyEncryptionAlgOID();
        return switch (kind()) {
            case CURVE -> part instanceof org.bouncycastle.cms.KeyAgreeRecipientInformation;
            case RSA -> algorithm.equals(PKCSObjectIdentifiers.id_RSAES_OAEP.getId());
            case SM2 -> algorithm.equals(GMObjectIdentifiers.sm2encrypt.getId());
        };
    }

    private Recipient recipient() {
        return switch (kind()) {
            case CURVE -> new JceKeyAgreeRecipient(key("EC")) {
                @Override
                public RecipientOperator getRecipientOperator(AlgorithmIdentifier wrapping, AlgorithmIdentifier content, SubjectPublicKeyInfo sender,
                        ASN1OctetString material, byte[] wrapped) throws CMSException {
                    return operator(content, extractSecretKey(wrapping, content, sender, material, wrapped));
                }
            }.setProvider(provider);
            case RSA -> new JceKeyTransRecipient(key("RSA")) {
                @Override
                public RecipientOperator getRecipientOperator(AlgorithmIdentifier wrapping, AlgorithmIdentifier content, byte[] wrapped) throws CMSException {
                    return operator(content, extractSecretKey(wrapping, content, wrapped));
                }
            }.setProvider(provider);
            case SM2 -> (KeyTransRecipient) (wrapping, content, wrapped) -> new RecipientOperator(ContentCipher.opening(content, sm2Cipher(wrapped)));
        };
    }

    private static RecipientOperator operator(AlgorithmIdentifier content, Key key) {
        return new RecipientOperator(ContentCipher.opening(content, key.getEncoded()));
    }

    private PrivateKey key(String algorithm) {
        try {
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(info.getEncoded()));
        } catch (GeneralSecurityException | IOException malformed) {
            throw new CryptoSuite.CryptoFailure("the private key is malformed", malformed);
        }
    }

    private byte[] sm2Cipher(byte[] wrapped) {
        ASN1Sequence parts = ASN1Sequence.getInstance(wrapped);
        byte[] flat = org.bouncycastle.util.Arrays.concatenate(new byte[][] {{4},
            BigIntegers.asUnsignedByteArray(COORDINATE, ASN1Integer.getInstance(parts.getObjectAt(0)).getValue()),
            BigIntegers.asUnsignedByteArray(COORDINATE, ASN1Integer.getInstance(parts.getObjectAt(1)).getValue()),
            ASN1OctetString.getInstance(parts.getObjectAt(2)).getOctets(), ASN1OctetString.getInstance(parts.getObjectAt(3)).getOctets()});
        return sm2(flat);
    }

    private byte[] sm2(byte[] sealed) {
        try {
            SM2Engine engine = new SM2Engine(SM2Engine.Mode.C1C3C2);
            engine.init(false, new ECPrivateKeyParameters(((ECPrivateKeyParameters) PrivateKeyFactory.createKey(info)).getD(), Sm2.DOMAIN));
            return engine.processBlock(sealed, 0, sealed.length);
        } catch (InvalidCipherTextException | IOException | RuntimeException altered) {
            throw new CryptoSuite.CryptoFailure("the value is sealed for another key, or was altered", altered);
        }
    }

    /** Opens a single sealed item: {@code eyJ….….….….…} or {@code sm2.….….…}. */
    public String openItem(String sealed) {
        return switch (kind()) {
            case CURVE -> JweOpening.open(sealed, key("EC"));
            case RSA -> JweOpening.open(sealed, key("RSA"));
            case SM2 -> sm2Item(sealed);
        };
    }

    private String sm2Item(String sealed) {
        String[] parts = sealed.split("\\.");
        if (parts.length != 4 || !parts[0].equals("sm2")) {
            throw new CryptoSuite.CryptoFailure("the value is sealed for a key of another kind");
        }
        try {
            Base64.Decoder base64 = Base64.getUrlDecoder();
            byte[] associated = (parts[0] + '.' + parts[1]).getBytes(StandardCharsets.US_ASCII);
            byte[] plain = new BouncyCastleSuites().of(Suite.SM).aead().open(sm2(base64.decode(parts[1])), base64.decode(parts[2]), associated, base64.decode(parts[3]), 0);
            return new String(plain, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw new CryptoSuite.CryptoFailure("the value was altered or cut off", malformed);
        }
    }
}
