package datong;

import datong.audit.CheckpointSigner;
import datong.protection.CryptoSuite;

/** The key ring's signer in the audit log's words. */
record AuditSigner(String keyName, CryptoSuite.Signer signer) implements CheckpointSigner {
    static AuditSigner of(String keyName, CryptoSuite.Signer signer) {
        return new AuditSigner(keyName, signer);
    }

    @Override
    public byte[] publicKey() {
        return signer.publicKey();
    }

    @Override
    public synchronized byte[] sign(byte[] note) {
        return signer.sign(note);
    }
}
