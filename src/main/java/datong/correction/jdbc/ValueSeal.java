package datong.correction.jdbc;

import datong.correction.Dispute;
import datong.correction.Values;
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

/** Values that are said beside the ledger: sealed under the key of the record's subject, so that erasing the person erases them too. */
public record ValueSeal(Vault vault) {
    private static final ItemDefinition SAID = new ItemDefinition(new ItemName("disputed_value"), "校核值", "Disputed value", ItemType.STRING, ValueKind.FREE_TEXT, Level.L4,
            PersonalData.SENSITIVE, DefaultTreatment.DROP, Optional.empty(), false, 0, false, 0, 0, false);

    byte[] seal(Dispute.Cell cell, SubjectId subject, String value) {
        byte[] sealed = vault.sealer(subject).seal(cell.element(), SAID, value.getBytes(StandardCharsets.UTF_8));
        vault.flush();
        return sealed;
    }

    /** Empty once the person has been erased. */
    Optional<String> open(Dispute.Cell cell, SubjectId subject, byte[] sealed) {
        return open(cell.element(), subject, sealed);
    }

    Optional<String> open(Element element, SubjectId subject, byte[] sealed) {
        return vault.open(subject, element, SAID, sealed).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    byte[] digest(Dispute.Cell cell, Object value) {
        return digest(cell.element(), cell.item(), Values.text(value));
    }

    /** Keyed; the same for the same value of the same item, in whatever record. */
    byte[] digest(Element element, ItemName item, String text) {
        return vault.recordDigest(("value|" + element.code() + "|" + item + "|" + text).getBytes(StandardCharsets.UTF_8));
    }
}
