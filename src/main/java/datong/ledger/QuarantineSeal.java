package datong.ledger;

import datong.schema.DefaultTreatment;
import datong.schema.Element;
import datong.schema.ItemDefinition;
import datong.schema.ItemName;
import datong.schema.ItemType;
import datong.schema.Level;
import datong.schema.PersonalData;
import datong.schema.ValueKind;
import datong.source.RawRecord;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/** Seals and opens quarantined records: each under a key of its own, so that one can be erased without the others. */
public final class QuarantineSeal {
    private static final ItemDefinition RECORD = new ItemDefinition(new ItemName("quarantined_record"), "隔离记录", "Quarantined record",
            ItemType.STRING, ValueKind.FREE_TEXT, Level.L4, PersonalData.SENSITIVE, DefaultTreatment.DROP, Optional.empty(), false, 0,
            false, 0, 0, false);
    private static final ItemDefinition VALUE = new ItemDefinition(new ItemName("mended_value"), "人工更正值", "Value mended by hand",
            ItemType.STRING, ValueKind.FREE_TEXT, Level.L4, PersonalData.SENSITIVE, DefaultTreatment.DROP, Optional.empty(), false, 0,
            false, 0, 0, false);
    private final Vault vault;

    public QuarantineSeal(Vault vault) {
        this.vault = vault;
    }

    public Sealed seal(String source, RawRecord raw) {
        byte[] content = RawRecordBytes.content(raw);
        byte[] digest = vault.recordDigest(content);
        SubjectId subject = vault.subject("quarantine", source + "|" + HexFormat.of().formatHex(digest));
        return new Sealed(digest, subject, vault.sealer(subject).seal(Element.MATTER, RECORD, content));
    }

    /** The same without the record: it will be known again and cannot be read. */
    public Sealed unsealed(String source, RawRecord raw) {
        byte[] digest = vault.recordDigest(RawRecordBytes.content(raw));
        return new Sealed(digest, vault.subject("quarantine", source + "|" + HexFormat.of().formatHex(digest)), null);
    }

    /** Empty once the record's key has been destroyed. */
    public Optional<RawRecord> open(SubjectId subject, byte[] sealed, long row) {
        return vault.open(subject, Element.MATTER, RECORD, sealed).map(content -> RawRecordBytes.record(content, row));
    }

    /** By which a record is known again when it arrives word for word as before. */
    public byte[] digest(RawRecord raw) {
        return vault.recordDigest(RawRecordBytes.content(raw));
    }

    /** A value that a steward put in the place of one of the record's; to be followed by {@link #flush} before its transaction commits. */
    public byte[] sealValue(SubjectId subject, String value) {
        return vault.sealer(subject).seal(Element.MATTER, VALUE, value.getBytes(StandardCharsets.UTF_8));
    }

    /** Empty once the record's key has been destroyed. */
    public Optional<String> openValue(SubjectId subject, byte[] sealed) {
        return vault.open(subject, Element.MATTER, VALUE, sealed).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    /** Keyed, so that a log may hold it: tells that two values are the same, and nothing else. */
    public String valueDigest(String value) {
        return HexFormat.of().formatHex(vault.recordDigest(("value|" + value).getBytes(StandardCharsets.UTF_8)), 0, 16);
    }

    public void flush() {
        vault.flush();
    }

    /** @param bytes null if the record is not kept */
    public record Sealed(byte[] digest, SubjectId subject, byte[] bytes) {}
}
