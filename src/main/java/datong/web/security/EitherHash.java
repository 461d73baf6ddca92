package datong.web.security;

import java.util.Arrays;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Compares with any of several hashes: while a secret is being renewed, two are good. */
record EitherHash(PasswordEncoder encoder) implements PasswordEncoder {
    static final String OR = "\n";

    @Override
    public String encode(CharSequence secret) {
        return encoder.encode(secret);
    }

    @Override
    public boolean matches(CharSequence secret, String hashes) {
        return Arrays.stream(hashes.split(OR)).anyMatch(hash -> encoder.matches(secret, hash));
    }
}
