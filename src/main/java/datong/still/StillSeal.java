package datong.still;

import datong.ledger.SubjectId;
import datong.ledger.Vault;
import datong.schema.DefaultTreatment;
import datong.schema.Element;
import datong.schema.ItemDefinition;
import datong.schema.ItemName;
import datong.schema.ItemType;
import datong.schema.Level;
import datong.schema.PersonalData;
import datong.schema.ValueKind;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Seals a still, and the address of one that waits, under a key of its own, so that destroying it ends it in every copy. */
public final class StillSeal {
    private static final ItemDefinition PICTURE = item("still_picture", "静态画面", "Still");
    private static final ItemDefinition ADDRESS = item("still_address", "画面地址", "Address of a still");
    private final Vault vault;

    public StillSeal(Vault vault) {
        this.vault = vault;
    }

    private static ItemDefinition item(String name, String chinese, String english) {
        return new ItemDefinition(new ItemName(name), chinese, english, ItemType.STRING, ValueKind.FREE_TEXT, Level.L4, PersonalData.SENSITIVE, DefaultTreatment.DROP, Optional.empty(), false, 0,
                false, 0, 0, false);
    }

    public SubjectId subject(String reference) {
        return vault.subject("still", reference);
    }

    /** To be followed by {@link #flush} before the transaction that stores it commits. */
    public byte[] picture(SubjectId subject, byte[] png) {
        return vault.sealer(subject).seal(Element.MATTER, PICTURE, png);
    }

    /** To be followed by {@link #flush} before the transaction that stores it commits. */
    public byte[] address(SubjectId subject, String url) {
        return vault.sealer(subject).seal(Element.MATTER, ADDRESS, url.getBytes(StandardCharsets.UTF_8));
    }

    public void flush() {
        vault.flush();
    }

    /** Empty once the key has been destroyed. */
    public Optional<byte[]> openPicture(SubjectId subject, byte[] sealed) {
        return vault.open(subject, Element.MATTER, PICTURE, sealed);
    }

    /** Empty once the key has been destroyed. */
    public Optional<String> openAddress(SubjectId subject, byte[] sealed) {
        return vault.open(subject, Element.MATTER, ADDRESS, sealed).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }
}
