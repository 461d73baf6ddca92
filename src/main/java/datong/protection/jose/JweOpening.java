package datong.protection.jose;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEDecrypter;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.crypto.RSADecrypter;
import datong.protection.CryptoSuite;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.text.ParseException;

/** Opens single items at the recipient's. */
public final class JweOpening {
    private JweOpening() {}

    /** @throws CryptoSuite.CryptoFailure if it is no such item, sealed for another key, or altered */
    public static String open(String sealed, PrivateKey key) {
        try {
            JWEObject item = JWEObject.parse(sealed);
            boolean curve = key instanceof ECPrivateKey;
            JWEAlgorithm expected = curve ? JWEAlgorithm.ECDH_ES_A256KW : JWEAlgorithm.RSA_OAEP_256;
            if (!expected.equals(item.getHeader().getAlgorithm()) || !EncryptionMethod.A256GCM.equals(item.getHeader().getEncryptionMethod())) {
                throw new CryptoSuite.CryptoFailure("the value is not sealed by " + expected + " and A256GCM");
            }
            JWEDecrypter opening = curve ? new ECDHDecrypter((ECPrivateKey) key) : new RSADecrypter(key);
            item.decrypt(opening);
            return item.getPayload().toString();
        } catch (ParseException | JOSEException | IllegalStateException | IllegalArgumentException refused) {
            throw new CryptoSuite.CryptoFailure("the value is sealed for another key, or was altered", refused);
        }
    }
}
