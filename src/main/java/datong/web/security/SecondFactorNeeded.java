package datong.web.security;

import org.springframework.security.core.AuthenticationException;

/** The password was right; nobody is signed in before the one-time code is. */
final class SecondFactorNeeded extends AuthenticationException {
    private final String account;

    SecondFactorNeeded(String account) {
        super("a one-time code is needed too");
        this.account = account;
    }

    String account() {
        return account;
    }
}
