package datong.protection.bouncycastle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import datong.protection.CryptoSuite;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.engines.SM2Engine;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The examples printed in the standards, as constants: the folder of shared vectors that was to hold them (gm-and-fpe-vectors)
 * is empty but for its licence. GB/T 32905 (SM3), GB/T 32907 (SM4), RFC 8998 (SM4-GCM), GB/T 32918.5 (SM2), NIST SP 800-38G
 * (FF1 samples 1 to 9), RFC 8032 (Ed25519), and two SM4-FF1 values that GmSSL publishes (its third, an ID number under a tweak of 11 bytes, is none of FF1 as the vectors above define it).
 */
class PublishedExamplesTest {
    private static final String AES_128 = "2B7E151628AED2A6ABF7158809CF4F3C";
    private static final String AES_192 = AES_128 + "EF4359D8D580AA4F";
    private static final String AES_256 = AES_192 + "7F036D6F04FC6A94";
    private static final String SM4_KEY = "0123456789ABCDEFFEDCBA9876543210";
    private static final String SM2_PRIVATE = "3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8";
    private static final String SM2_PUBLIC = "04"
            + "09F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020"
            + "CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13";

    private final CryptoSuite sm = new SmSuite();
    private final CryptoSuite international = new InternationalSuite();

    @Test
    void sm3() {
        assertThat(sm.digest(ascii("abc"))).isEqualTo(hex("66C7F0F462EEEDD9D1F2D46BDC10E4E24167C4875CF2F7A2297DA02B8F4BA8E0"));
        assertThat(sm.digest(ascii("abcd".repeat(16)))).isEqualTo(hex("DEBE9FF92275B8A138604889C18E5A4D6FDB70E5387E5765293DCBA39C0C5732"));
    }

    @Test
    void hmacSm3IsTheConstructionOfRfc2104OverSm3() {
        byte[] key = hex(SM4_KEY + SM4_KEY);
        byte[] inner = new byte[64 + 3];
        byte[] outer = new byte[64 + 32];
        for (int i = 0; i < 64; i++) {
            byte pad = i < key.length ? key[i] : 0;
            inner[i] = (byte) (pad ^ 0x36);
            outer[i] = (byte) (pad ^ 0x5C);
        }
        System.arraycopy(ascii("abc"), 0, inner, 64, 3);
        System.arraycopy(sm.digest(inner), 0, outer, 64, 32);
        assertThat(sm.keyedDigest(key).update(ascii("a")).update(ascii("bc")).finish()).isEqualTo(sm.digest(outer));
    }

    @Test
    void sm4() {
        SM4Engine engine = new SM4Engine();
        engine.init(true, new KeyParameter(hex(SM4_KEY)));
        byte[] block = hex(SM4_KEY);
        engine.processBlock(block, 0, block, 0);
        assertThat(block).isEqualTo(hex("681EDF34D206965E86B3E94F536E4246"));
    }

    @Test
    void sm4Gcm() {
        byte[] plain = hex("AAAAAAAAAAAAAAAABBBBBBBBBBBBBBBBCCCCCCCCCCCCCCCCDDDDDDDDDDDDDDDD"
                + "EEEEEEEEEEEEEEEEFFFFFFFFFFFFFFFFEEEEEEEEEEEEEEEEAAAAAAAAAAAAAAAA");
        byte[] sealed = hex("17F399F08C67D5EE19D0DC9969C4BB7D5FD46FD3756489069157B282BB200735"
                + "D82710CA5C22F0CCFA7CBF93D496AC15A56834CBCF98C397B4024A2691233B8D" + "83DE3541E4C2B58177E065A9BF7B62EC");
        byte[] nonce = hex("00001234567800000000ABCD");
        byte[] associated = hex("FEEDFACEDEADBEEFFEEDFACEDEADBEEFABADDAD2");
        assertThat(sm.aead().seal(hex(SM4_KEY), nonce, associated, plain, 0)).isEqualTo(sealed);
        assertThat(sm.aead().open(hex(SM4_KEY), nonce, associated, sealed, 0)).isEqualTo(plain);
    }

    @Test
    void sm2Signature() throws IOException {
        BigInteger r = new BigInteger("F5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3", 16);
        BigInteger s = new BigInteger("B1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA", 16);
        byte[] signature = StandardDSAEncoding.INSTANCE.encode(Sm2.DOMAIN.getN(), r, s);
        assertThat(sm.signer(hex(SM2_PRIVATE)).publicKey()).isEqualTo(hex(SM2_PUBLIC));
        assertThat(sm.verify(hex(SM2_PUBLIC), ascii("message digest"), signature)).isTrue();
        assertThat(sm.verify(hex(SM2_PUBLIC), ascii("message digesT"), signature)).isFalse();
        assertThat(sm.verify(hex(SM2_PUBLIC), ascii("message digest"), new byte[0])).isFalse();
        assertThat(sm.verify(new byte[65], ascii("message digest"), signature)).isFalse();
        CryptoSuite.Signer signer = sm.signer(hex(SM2_PRIVATE));
        assertThat(sm.verify(hex(SM2_PUBLIC), ascii("two"), signer.sign(ascii("two")))).isTrue();
        assertThat(sm.verify(hex(SM2_PUBLIC), ascii("three"), signer.sign(ascii("three")))).isTrue();
    }

    @Test
    void sm2Encryption() throws InvalidCipherTextException {
        SM2Engine engine = new SM2Engine(SM2Engine.Mode.C1C3C2);
        engine.init(false, new ECPrivateKeyParameters(new BigInteger(SM2_PRIVATE, 16), Sm2.DOMAIN));
        byte[] sealed = hex("04" + "04EBFC718E8D1798620432268E77FEB6415E2EDE0E073C0F4F640ECD2E149A73"
                + "E858F9D81E5430A57B36DAAB8F950A3C64E6EE6A63094D99283AFF767E124DF0"
                + "59983C18F809E262923C53AEC295D30383B54E39D609D160AFCB1908D0BD8766" + "21886CA989CA9C7D58087307CA93092D651EFA");
        assertThat(engine.processBlock(sealed, 0, sealed.length)).isEqualTo(ascii("encryption standard"));
    }

    @Test
    void whatAnSm2EnvelopeHoldsOnlyItsRecipientOpens() throws InvalidCipherTextException {
        String[] parts = new Sm2Envelope(Sm2.publicKey(hex(SM2_PUBLIC)), sm).seal("110199195803121021").split("\\.");
        SM2Engine engine = new SM2Engine(SM2Engine.Mode.C1C3C2);
        engine.init(false, new ECPrivateKeyParameters(new BigInteger(SM2_PRIVATE, 16), Sm2.DOMAIN));
        java.util.Base64.Decoder base64 = java.util.Base64.getUrlDecoder();
        byte[] wrapped = base64.decode(parts[1]);
        byte[] key = engine.processBlock(wrapped, 0, wrapped.length);
        byte[] plain = sm.aead().open(key, base64.decode(parts[2]), ascii(parts[0] + '.' + parts[1]), base64.decode(parts[3]), 0);
        assertThat(new String(plain, StandardCharsets.UTF_8)).isEqualTo("110199195803121021");
    }

    @ParameterizedTest
    @CsvSource({
        AES_128 + ", 10, 0123456789, '', 2433477484",
        AES_128 + ", 10, 0123456789, 39383736353433323130, 6124200773",
        AES_128 + ", 36, 0123456789abcdefghi, 3737373770717273373737, a9tv40mll9kdu509eum",
        AES_192 + ", 10, 0123456789, '', 2830668132",
        AES_192 + ", 10, 0123456789, 39383736353433323130, 2496655549",
        AES_192 + ", 36, 0123456789abcdefghi, 3737373770717273373737, xbj3kv35jrawxv32ysr",
        AES_256 + ", 10, 0123456789, '', 6657667009",
        AES_256 + ", 10, 0123456789, 39383736353433323130, 1001623463",
        AES_256 + ", 36, 0123456789abcdefghi, 3737373770717273373737, xs8a0azh2avyalyzuwd"
    })
    void ff1(String key, int radix, String plain, String tweak, String image) {
        Ff1 ff1 = new Ff1(AESEngine::newInstance, hex(key), radix, hex(tweak));
        assertThat(ff1.encrypt(numerals(plain))).isEqualTo(numerals(image));
        assertThat(ff1.decrypt(numerals(image))).isEqualTo(numerals(plain));
    }

    @Test
    void ff1OverSm4() {
        CryptoSuite.FormatPreserving ff1 = sm.formatPreserving(hex(AES_128), 10, hex("39383736353433323130"));
        assertThat(ff1.encrypt(numerals("6226090102675688"))).isEqualTo(numerals("2326982895499381"));
        assertThat(sm.formatPreserving(hex(AES_128), 10, new byte[0]).decrypt(numerals("37914960556"))).isEqualTo(numerals("13687260594"));
    }

    @ParameterizedTest
    @CsvSource({"10, 5, false", "10, 6, true", "36, 3, false", "36, 4, true", "62, 3, false", "62, 4, true", "2, 19, false", "2, 20, true"})
    void domainsBelowAMillionAreRefused(int radix, int length, boolean accepted) {
        for (CryptoSuite suite : new CryptoSuite[] {sm, international}) {
            CryptoSuite.FormatPreserving ff1 = suite.formatPreserving(new byte[suite.name().cipherKeyBytes()], radix, new byte[0]);
            if (accepted) {
                assertThat(ff1.decrypt(ff1.encrypt(new byte[length]))).isEqualTo(new byte[length]);
            } else {
                assertThatThrownBy(() -> ff1.encrypt(new byte[length])).isInstanceOf(CryptoSuite.CryptoFailure.class).hasMessageContaining("1,000,000");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60, d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a, '',"
                + " e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb, 3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c, 72,"
                + " 92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7, fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025, af82,"
                + " 6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
    })
    void ed25519(String privateKey, String publicKey, String message, String signature) {
        CryptoSuite.Signer signer = international.signer(hex(privateKey));
        assertThat(signer.publicKey()).isEqualTo(hex(publicKey));
        assertThat(signer.sign(hex(message))).isEqualTo(hex(signature));
        assertThat(signer.sign(hex(message))).isEqualTo(hex(signature));
        assertThat(international.verify(hex(publicKey), hex(message), hex(signature))).isTrue();
        assertThat(international.verify(hex(publicKey), hex(message + "00"), hex(signature))).isFalse();
        assertThat(international.verify(hex(publicKey), hex(message), new byte[63])).isFalse();
        assertThat(international.verify(new byte[31], hex(message), hex(signature))).isFalse();
    }

    private static byte[] numerals(String text) {
        byte[] numerals = new byte[text.length()];
        for (int i = 0; i < numerals.length; i++) {
            numerals[i] = (byte) Character.digit(text.charAt(i), 36);
        }
        return numerals;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }
}
