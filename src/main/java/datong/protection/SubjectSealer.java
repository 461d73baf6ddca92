package datong.protection;

import datong.ledger.Vault;
import datong.schema.Element;
import datong.schema.ItemDefinition;

/**
 * Seals the values of one record for one subject.
 *
 * <p>Security guarantees: the first nonce is random, each further value counts on from it. Two sealers of the same subject would have to
 * draw 96 random bits that lie a few apart to meet, which is as unlikely as that two random nonces are the same.
 */
final class SubjectSealer implements Vault.Sealer {
    private final SubjectKey key;
    private final Suite suite;
    private final VaultDesk desk;
    private final byte[] nonce;

    SubjectSealer(SubjectKey key, Suite suite, VaultDesk desk, byte[] nonce) {
        this.key = key;
        this.suite = suite;
        this.desk = desk;
        this.nonce = nonce;
    }

    @Override
    public byte[] seal(Element element, ItemDefinition item, byte[] plain) {
        byte[] sealed = desk.values(suite).seal(key.of(suite), nonce, desk.binding(element, item, key.subject()), plain, SubjectVault.HEAD);
        sealed[0] = suite.code();
        sealed[1] = SubjectVault.KEY_VERSION;
        System.arraycopy(nonce, 0, sealed, 2, nonce.length);
        countOn();
        return sealed;
    }

    private void countOn() {
        for (int index = nonce.length - 1; index >= 0 && ++nonce[index] == 0; index--) {
            // carries into the byte before
        }
    }
}
