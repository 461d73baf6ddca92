package datong.ledger;

import datong.source.Columns;
import datong.source.Defect;
import datong.source.RawRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A raw record as bytes and back, so that quarantine can keep it whole but for the pictures in it. */
public final class RawRecordBytes {
    private static final int DELETED = 1;
    private RawRecordBytes() {}

    /** The record without its row, so that the same record of two deliveries gives the same bytes. */
    public static byte[] content(RawRecord raw) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(raw.columns().names().size());
            for (String name : raw.columns().names()) {
                write(out, name);
            }
            out.writeInt(raw.cells().length);
            for (String cell : raw.cells()) {
                write(out, cell == null ? null : Pictures.noted(cell));
            }
            write(out, raw.defect().map(Defect::rule).orElse(null));
            write(out, raw.defect().map(Defect::message).orElse(null));
            if (raw.deleted()) {
                out.writeInt(DELETED);
            }
        } catch (IOException unreachable) {
            throw new UncheckedIOException(unreachable);
        }
        return bytes.toByteArray();
    }

    public static RawRecord record(byte[] content, long row) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(content))) {
            List<String> names = new ArrayList<>();
            for (int count = in.readInt(); count > 0; count--) {
                names.add(read(in));
            }
            String[] cells = new String[in.readInt()];
            for (int index = 0; index < cells.length; index++) {
                cells[index] = read(in);
            }
            String rule = read(in);
            String message = read(in);
            boolean deleted = in.available() > 0 && in.readInt() == DELETED;
            return new RawRecord(new Columns(names), cells, row, Optional.ofNullable(rule).map(present -> new Defect(present, message)), deleted);
        } catch (IOException broken) {
            throw new UncheckedIOException("a quarantined record does not read back", broken);
        }
    }

    private static void write(DataOutputStream out, String text) throws IOException {
        if (text == null) {
            out.writeInt(-1);
            return;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String read(DataInputStream in) throws IOException {
        int length = in.readInt();
        return length < 0 ? null : new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }
}
