package datong.ledger.jdbc;

import datong.classification.ClassifiedRecord;
import datong.schema.ElementSchema;
import datong.schema.ItemDefinition;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** A record's content as bytes: every item that has a value, by name, length and value. Two records are the same if these are. */
final class CanonicalForm {
    private final byte[][] names;
    private final int[] texts;
    private final int[] ends;
    private static final int LENGTH = 4;
    private byte[] buffer = new byte[1024];
    private int size;

    CanonicalForm(ElementSchema schema) {
        List<ItemDefinition> items = schema.items();
        names = items.stream().map(item -> item.name().value().getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
        texts = new int[names.length];
        ends = new int[names.length];
    }

    byte[] of(ClassifiedRecord record) {
        size = 0;
        Object[] values = record.values();
        for (int index = 0; index < values.length; index++) {
            if (values[index] != null) {
                add(names[index]);
                texts[index] = size + LENGTH;
                add(values[index]);
                ends[index] = size;
            }
        }
        return Arrays.copyOf(buffer, size);
    }

    /** The text form of an item of the record at hand, as {@link ItemBytes#encode} gives it. */
    byte[] encoded(int ordinal, Object value) {
        return value instanceof Instant ? ItemBytes.encode(value) : Arrays.copyOfRange(buffer, texts[ordinal], ends[ordinal]);
    }

    /** Writes a text of the record at hand into its row: it is encoded once for both. */
    void text(int ordinal, BinaryCopy row) {
        row.utf8(buffer, texts[ordinal], ends[ordinal] - texts[ordinal]);
    }

    private void add(byte[] name) {
        ensure(name.length + 1);
        buffer[size++] = (byte) name.length;
        System.arraycopy(name, 0, buffer, size, name.length);
        size += name.length;
    }

    private void add(Object value) {
        if (value instanceof Instant instant) {
            ensure(16);
            number(8);
            number((int) (instant.getEpochSecond() >> 32));
            number((int) instant.getEpochSecond());
            number(instant.getNano());
            return;
        }
        String text = ItemBytes.text(value);
        ensure(LENGTH + Utf8.most(text));
        int start = size;
        int end = Utf8.write(text, buffer, start + LENGTH);
        number(end - start - LENGTH);
        size = end;
    }

    private void number(int value) {
        buffer[size++] = (byte) (value >> 24);
        buffer[size++] = (byte) (value >> 16);
        buffer[size++] = (byte) (value >> 8);
        buffer[size++] = (byte) value;
    }

    private void ensure(int more) {
        if (size + more > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, size + more));
        }
    }
}
