package datong.protection;

/** Seals values for one recipient's public key; the key agreement is made once. Not to be shared between threads. */
@FunctionalInterface
public interface Envelope {
    /** Text that only the recipient can open: every call gives another one. */
    String seal(String plain);
}
