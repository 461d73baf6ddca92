package datong.ledger;

import datong.schema.Element;
import datong.schema.ItemDefinition;
import java.util.Optional;

/**
 * Encryption at rest as the ledger needs it; the protection room implements it over the key ring. Thread-safe.
 *
 * <p>Promise: a value sealed for a subject can be opened only while the subject's key lives, and only as the same item of the
 * same element (both are authenticated).
 */
public interface Vault {
    /** The subject a personal identifier stands for: the same identifier gives the same subject. {@code kind} parts name spaces, e.g. {@code id_number}. */
    SubjectId subject(String kind, String identifier);

    /** The sealer of a subject; makes and durably keeps its key if there is none. Fails with {@link ErasedSubject} if it was erased. */
    Sealer sealer(SubjectId subject);

    /** Opens a sealed value; empty once the subject's key has been destroyed. Any other failure is {@link VaultException}. */
    Optional<byte[]> open(SubjectId subject, Element element, ItemDefinition item, byte[] sealed);

    /** Keyed index of a normalised value: 16 bytes, the same for equal values of the same item, in every batch and after restarts. */
    byte[] blindIndex(Element element, ItemDefinition item, String normalised);

    /** Keyed digest of a record's canonical form: 32 bytes. Keyed, because the plain hash of a short record can be guessed. */
    byte[] recordDigest(byte[] canonical);

    /** Makes all keys handed out since the last call durable; to be called before the transaction that uses them commits. */
    void flush();

    /** Destroys the subject's key for good. Returns false if it had none. */
    boolean erase(SubjectId subject);

    /** Not to be shared between threads. */
    interface Sealer {
        byte[] seal(Element element, ItemDefinition item, byte[] plain);
    }

    /** The key that would be needed was destroyed. */
    final class ErasedSubject extends RuntimeException {
        public ErasedSubject() {
            super("the subject's key has been destroyed; its records cannot be written or read again");
        }
    }

    /** A sealed value that does not open: wrong key ring, or altered bytes. */
    final class VaultException extends RuntimeException {
        public VaultException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
