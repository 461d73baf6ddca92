package datong.protection;

/** Both suites, whichever is set, so that what the other one sealed still opens. */
public interface CryptoSuites {
    CryptoSuite of(Suite suite);
}
