package datong.protection;

import java.util.Locale;

/** What a key of the ring is for. No key serves two purposes. */
public enum KeyPurpose {
    /** Wraps the subjects' data keys. */
    SUBJECT_KEK(true),
    /** Makes subject ids out of identifiers. */
    SUBJECT_ID(false),
    /** Makes blind indexes. */
    BLIND_INDEX(false),
    /** Makes digests of source keys that hold a personal number. */
    KEY_DIGEST(false),
    /** Makes digests of whole records, by which an unchanged one is known again. */
    RECORD_DIGEST(false),
    /** Makes the keyed evidence by which records are compared. */
    RESOLUTION(false),
    /** Authenticates page cursors and fingerprints of questions. */
    QUESTION_DIGEST(true),
    /** Makes canary records, and the marks by which they are known again. */
    WATERMARK(false),
    /** Makes pseudonyms for recipients. */
    PSEUDONYM(true),
    /** FF1. */
    FORMAT_PRESERVING(true),
    /** Authenticates what is kept of a Ranger Admin's answers. */
    POLICY_CACHE(true),
    /** Makes what receivers of subscriptions hold: the secrets that deliveries are signed with, and the keys of their messages. */
    SUBSCRIPTION(false),
    /** Signs the audit log's checkpoints. */
    AUDIT_SIGNING(true),
    /** Signs releases. */
    RELEASE_SIGNING(true);

    private final boolean rotates;

    KeyPurpose(boolean rotates) {
        this.rotates = rotates;
    }

    /** False where stored values are compared with newly computed ones, or receivers hold what was made of it: a new key would part them for good. */
    public boolean rotates() {
        return rotates;
    }

    /** True for purposes that came after rings had been made: a ring without one is given it, and no stored value depends on it yet. */
    boolean later() {
        return this == RESOLUTION || this == WATERMARK || this == POLICY_CACHE || this == SUBSCRIPTION;
    }

    /** Part of the key's alias in the key file. */
    public String alias() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    int keyBytes(Suite suite) {
        return switch (this) {
            case SUBJECT_KEK, FORMAT_PRESERVING -> suite.cipherKeyBytes();
            case SUBJECT_ID, BLIND_INDEX, KEY_DIGEST, RECORD_DIGEST, RESOLUTION, QUESTION_DIGEST, WATERMARK, PSEUDONYM, POLICY_CACHE, SUBSCRIPTION, AUDIT_SIGNING, RELEASE_SIGNING -> 32;
        };
    }
}
