package datong.protection.bouncycastle;

import datong.protection.CryptoSuite;
import datong.protection.CryptoSuites;
import datong.protection.Suite;

/** Both suites: Bouncy Castle's lightweight API, and the JDK where it is faster (AES-GCM, SHA-256). */
public final class BouncyCastleSuites implements CryptoSuites {
    private final CryptoSuite international = new InternationalSuite();
    private final CryptoSuite sm = new SmSuite();

    @Override
    public CryptoSuite of(Suite suite) {
        return switch (suite) {
            case INTERNATIONAL -> international;
            case SM -> sm;
        };
    }
}
