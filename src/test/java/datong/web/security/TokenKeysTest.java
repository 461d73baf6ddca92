package datong.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenKeysTest {
    @TempDir
    Path folder;
    private final MovedClock clock = new MovedClock();

    @Test
    void theKeyOutlivesTheHubAndIsItsOwnersAlone() throws Exception {
        String first = ids(start()).getFirst();
        assertThat(ids(start())).containsExactly(first);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("token-signing.jwks")))).isEqualTo("rw-------");
    }

    @Test
    void anotherKeySignsAfterNinetyDaysAndTheFormerOneStillProvesForAnHour() {
        TokenKeys keys = start();
        String first = ids(keys).getFirst();
        clock.move(TokenKeys.SIGNS.plusSeconds(1));
        assertThat(ids(keys)).hasSize(2).endsWith(first);
        String second = ids(keys).getFirst();
        assertThat(ids(start())).containsExactly(second, first);
        clock.move(TokenKeys.PROVES_AFTERWARDS);
        assertThat(ids(keys)).containsExactly(second);
        assertThat(ids(start())).containsExactly(second);
    }

    @Test
    void aKeyIsRenewedAtOnceWhenSomebodyMayHaveIt() {
        TokenKeys keys = start();
        String first = ids(keys).getFirst();
        keys.renew();
        assertThat(ids(keys)).hasSize(2).endsWith(first);
        clock.move(Duration.ofMinutes(61));
        assertThat(ids(keys)).hasSize(1).doesNotContain(first);
    }

    @Test
    void theKeyOfAHubFromBeforeGoesOn() throws Exception {
        RSAKey before = new RSAKeyGenerator(2048).algorithm(JWSAlgorithm.RS256).keyIDFromThumbprint(true).generate();
        Files.writeString(folder.resolve("token-signing.jwk"), before.toJSONString());
        TokenKeys keys = start();
        assertThat(ids(keys)).containsExactly(before.getKeyID());
        keys.renew();
        assertThat(folder.resolve("token-signing.jwk")).doesNotExist();
        assertThat(ids(start())).hasSize(2).endsWith(before.getKeyID());
    }

    private TokenKeys start() {
        return new TokenKeys(folder, clock);
    }

    private static List<String> ids(TokenKeys keys) {
        return keys.get(new JWKSelector(new JWKMatcher.Builder().build()), null).stream().map(JWK::getKeyID).toList();
    }
}
