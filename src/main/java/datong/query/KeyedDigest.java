package datong.query;

/** A digest under a key that only the hub holds, for example HMAC-SHA-256 or HMAC-SM3. Thread-safe; the same input gives the same digest. */
@FunctionalInterface
public interface KeyedDigest {
    byte[] digest(byte[] input);
}
