package datong.protection.bouncycastle;

import datong.protection.CryptoSuite;
import datong.protection.FileEnvelope;
import datong.protection.Suite;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.cms.KeyTransRecipientInfo;
import org.bouncycastle.asn1.cms.RecipientIdentifier;
import org.bouncycastle.asn1.cms.RecipientInfo;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAESOAEPparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.cms.CMSAuthEnvelopedDataStreamGenerator;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.RecipientInfoGenerator;
import org.bouncycastle.cms.jcajce.JceKeyAgreeRecipientInfoGenerator;
import org.bouncycastle.cms.jcajce.JceKeyTransRecipientInfoGenerator;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.SM2Engine;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * CMS AuthEnvelopedData (RFC 5083 and 5084), streamed: AES-256-GCM with ECDH (SHA-256) and AES-256 key wrap for P-256 or RSA-OAEP with SHA-256,
 * SM4-GCM with SM2 (ciphertext as in GM/T 0009) for SM2. The recipient is named by the identifier of its key: SHA-1 of the public key, RFC 5280.
 */
final class CmsEnvelope implements FileEnvelope {
    private static final int SM2_POINT = 65;
    private static final int SM3_BYTES = 32;
    private final Suite suite;
    private final RecipientInfoGenerator recipient;
    private final SecureRandom random = new SecureRandom();

    private CmsEnvelope(Suite suite, RecipientInfoGenerator recipient) {
        this.suite = suite;
        this.recipient = recipient;
    }

    static CmsEnvelope toCurve(SubjectPublicKeyInfo info, PublicKey key) {
        try {
            Provider provider = new BouncyCastleProvider();
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", provider);
            generator.initialize(new ECGenParameterSpec("P-256"));
            KeyPair once = generator.generateKeyPair();
            return new CmsEnvelope(Suite.INTERNATIONAL, new JceKeyAgreeRecipientInfoGenerator(CMSAlgorithm.ECDH_SHA256KDF, once.getPrivate(),
                    once.getPublic(), CMSAlgorithm.AES256_WRAP).addRecipient(identifier(info), key).setProvider(provider));
        } catch (GeneralSecurityException refused) {
            throw new CryptoSuite.CryptoFailure("the recipient's key cannot be used for CMS", refused);
        }
    }

    static CmsEnvelope toRsa(SubjectPublicKeyInfo info, PublicKey key) {
        AlgorithmIdentifier sha256 = new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256, DERNull.INSTANCE);
        AlgorithmIdentifier oaep = new AlgorithmIdentifier(PKCSObjectIdentifiers.id_RSAES_OAEP, new RSAESOAEPparams(sha256,
                new AlgorithmIdentifier(PKCSObjectIdentifiers.id_mgf1, sha256), RSAESOAEPparams.DEFAULT_P_SOURCE_ALGORITHM));
        return new CmsEnvelope(Suite.INTERNATIONAL, new JceKeyTransRecipientInfoGenerator(identifier(info), oaep, key).setProvider(new BouncyCastleProvider()));
    }

    static CmsEnvelope toSm2(SubjectPublicKeyInfo info, ECPublicKeyParameters key) {
        return new CmsEnvelope(Suite.SM, contentKey -> new RecipientInfo(new KeyTransRecipientInfo(new RecipientIdentifier(new DEROctetString(identifier(info))),
                new AlgorithmIdentifier(GMObjectIdentifiers.sm2encrypt), new DEROctetString(sm2(key, (byte[]) contentKey.getRepresentation())))));
    }

    /** By which a recipient finds its part. */
    static byte[] identifier(SubjectPublicKeyInfo info) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(info.getPublicKeyData().getBytes());
        } catch (GeneralSecurityException absent) {
            throw new CryptoSuite.CryptoFailure("this JDK has no SHA-1", absent);
        }
    }

    /** SM2Cipher of GM/T 0009: the point's coordinates, the digest, the ciphertext. */
    private static byte[] sm2(ECPublicKeyParameters key, byte[] plain) throws CMSException {
        try {
            SM2Engine engine = new SM2Engine(SM2Engine.Mode.C1C3C2);
            engine.init(true, new ParametersWithRandom(key, new SecureRandom()));
            byte[] sealed = engine.processBlock(plain, 0, plain.length);
            return new DERSequence(new org.bouncycastle.asn1.ASN1Encodable[] {
                new ASN1Integer(new BigInteger(1, Arrays.copyOfRange(sealed, 1, 33))), new ASN1Integer(new BigInteger(1, Arrays.copyOfRange(sealed, 33, SM2_POINT))),
                new DEROctetString(Arrays.copyOfRange(sealed, SM2_POINT, SM2_POINT + SM3_BYTES)),
                new DEROctetString(Arrays.copyOfRange(sealed, SM2_POINT + SM3_BYTES, sealed.length))}).getEncoded();
        } catch (InvalidCipherTextException | IOException refused) {
            throw new CMSException("the recipient's key cannot be used for SM2", refused);
        }
    }

    @Override
    public String ending() {
        return "p7m";
    }

    @Override
    public String words() {
        return switch (suite) {
            case INTERNATIONAL -> "CMS, AES-256-GCM";
            case SM -> "CMS, SM2 and SM4-GCM";
        };
    }

    @Override
    public OutputStream seal(OutputStream sealed) throws IOException {
        try {
            CMSAuthEnvelopedDataStreamGenerator generator = new CMSAuthEnvelopedDataStreamGenerator();
            generator.addRecipientInfoGenerator(recipient);
            OutputStream content = generator.open(sealed, ContentCipher.sealing(suite, random));
            return new java.io.BufferedOutputStream(new java.io.FilterOutputStream(content) {
                @Override
                public void write(byte[] bytes, int from, int length) throws IOException {
                    out.write(bytes, from, length);
                }

                @Override
                public void close() throws IOException {
                    super.close();
                    sealed.close();
                }
            }, 1 << 16);
        } catch (CMSException refused) {
            throw new CryptoSuite.CryptoFailure("the recipient's key cannot be used for CMS", refused);
        }
    }
}
