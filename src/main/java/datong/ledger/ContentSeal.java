package datong.ledger;

import datong.schema.DefaultTreatment;
import datong.schema.Element;
import datong.schema.ItemDefinition;
import datong.schema.ItemName;
import datong.schema.ItemType;
import datong.schema.Level;
import datong.schema.PersonalData;
import datong.schema.ValueKind;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** Seals and opens the content of a delivery that could not be read, piece by piece, under a key of its own. */
public final class ContentSeal {
    private static final ItemDefinition CONTENT = new ItemDefinition(new ItemName("delivered_content"), "交付内容", "Delivered content", ItemType.STRING,
            ValueKind.FREE_TEXT, Level.L4, PersonalData.SENSITIVE, DefaultTreatment.DROP, Optional.empty(), false, 0, false, 0, 0, false);
    private final Vault vault;

    public ContentSeal(Vault vault) {
        this.vault = vault;
    }

    /** @param name what tells this content from any other */
    public SubjectId subject(String name) {
        return vault.subject("content", name);
    }

    /** To be followed by {@link #flush} before the transaction that stores the piece commits. */
    public byte[] seal(SubjectId subject, int number, byte[] piece) {
        byte[] numbered = ByteBuffer.allocate(Integer.BYTES + piece.length).putInt(number).put(piece).array();
        return vault.sealer(subject).seal(Element.MATTER, CONTENT, numbered);
    }

    public void flush() {
        vault.flush();
    }

    /** Empty once the content's key has been destroyed. */
    public Optional<byte[]> open(SubjectId subject, int number, byte[] sealed) {
        return vault.open(subject, Element.MATTER, CONTENT, sealed).map(numbered -> {
            if (ByteBuffer.wrap(numbered).getInt() != number) {
                throw new Vault.VaultException("pieces of a delivered content stand in another order than they were sealed in", null);
            }
            return Arrays.copyOfRange(numbered, Integer.BYTES, numbered.length);
        });
    }

    /** After this nobody opens the content again. */
    public void erase(SubjectId subject) {
        vault.erase(subject);
    }
}
