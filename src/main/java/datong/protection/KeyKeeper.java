package datong.protection;

/**
 * A key outside the ring, in a module or a service, under which the ring keeps the key that wraps the subjects' keys. A ring that is kept so
 * opens with its keeper or not at all.
 */
public interface KeyKeeper {
    /** As the setting names it, without secrets. */
    String name();

    /** @throws KeyRingException if the keeper is away or refuses, in words for the operator */
    byte[] wrap(byte[] key);

    /** @throws KeyRingException if the keeper is away or refuses, or the bytes are not of this keeper */
    byte[] unwrap(byte[] wrapped);
}
