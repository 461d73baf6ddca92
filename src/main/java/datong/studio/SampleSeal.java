package datong.studio;

import datong.ledger.RawRecordBytes;
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
import datong.source.RawRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Seals kept records together under a key of their own, so that deleting them ends them in every copy. */
public final class SampleSeal {
    private static final ItemDefinition SAMPLE = new ItemDefinition(new ItemName("kept_sample"), "保留样本", "Kept sample", ItemType.STRING, ValueKind.FREE_TEXT, Level.L4,
            PersonalData.SENSITIVE, DefaultTreatment.DROP, Optional.empty(), false, 0, false, 0, 0, false);
    private final Vault vault;

    public SampleSeal(Vault vault) {
        this.vault = vault;
    }

    public record Sealed(SubjectId subject, byte[] bytes) {}

    /** The key is durable when this returns. */
    public Sealed seal(String id, List<RawRecord> records) {
        SubjectId subject = vault.subject("sample", id);
        byte[] sealed = vault.sealer(subject).seal(Element.MATTER, SAMPLE, packed(records));
        vault.flush();
        return new Sealed(subject, sealed);
    }

    /** Empty once the key has been destroyed. */
    public List<RawRecord> open(SubjectId subject, byte[] sealed) {
        return vault.open(subject, Element.MATTER, SAMPLE, sealed).map(SampleSeal::unpacked).orElse(List.of());
    }

    public void destroy(SubjectId subject) {
        vault.erase(subject);
    }

    private static byte[] packed(List<RawRecord> records) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(bytes))) {
            out.writeInt(records.size());
            for (RawRecord record : records) {
                byte[] content = RawRecordBytes.content(record);
                out.writeLong(record.row());
                out.writeInt(content.length);
                out.write(content);
            }
        } catch (IOException unreachable) {
            throw new UncheckedIOException(unreachable);
        }
        return bytes.toByteArray();
    }

    private static List<RawRecord> unpacked(byte[] content) {
        List<RawRecord> records = new ArrayList<>();
        try (DataInputStream in = new DataInputStream(new GZIPInputStream(new ByteArrayInputStream(content)))) {
            for (int count = in.readInt(); count > 0; count--) {
                long row = in.readLong();
                records.add(RawRecordBytes.record(in.readNBytes(in.readInt()), row));
            }
        } catch (IOException broken) {
            throw new UncheckedIOException("a kept sample does not read back", broken);
        }
        return records;
    }
}
