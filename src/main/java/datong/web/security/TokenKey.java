package datong.web.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.nio.file.Path;
import java.text.ParseException;

/** The key that signs tokens; made at the first start, readable by the owner alone. */
final class TokenKey {
    private static final String FILE = "token-signing.jwk";

    private TokenKey() {}

    static RSAKey load(Path secrets) {
        PrivateFolder folder = new PrivateFolder(secrets);
        try {
            if (folder.read(FILE).isEmpty()) {
                RSAKey fresh = new RSAKeyGenerator(3072).keyUse(KeyUse.SIGNATURE).algorithm(JWSAlgorithm.RS256).keyIDFromThumbprint(true).generate();
                folder.write(FILE, fresh.toJSONString());
            }
            return RSAKey.parse(folder.read(FILE).orElseThrow());
        } catch (JOSEException | ParseException broken) {
            throw new IllegalStateException(folder.file(FILE) + " holds no signing key; delete it and a new one is made at the next start, which signs everybody out", broken);
        }
    }
}
