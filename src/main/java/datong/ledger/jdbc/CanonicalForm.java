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
    private byte[] buffer = new byte[1024];
    private int size;

    CanonicalForm(ElementSchema schema) {
        List<ItemDefinition> items = schema.items();
        names = items.stream().map(item -> item.name().value().getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
    }

    byte[] of(ClassifiedRecord record) {
        size = 0;
        Object[] values = record.values();
        for (int index = 0; index < values.length; index++) {
            if (values[index] != null) {
                add(names[index]);
                add(values[index]);
            }
        }
        return Arrays.copyOf(buffer, size);
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
        ensure(4 + Utf8.most(text));
        int start = size;
        int end = Utf8.write(text, buffer, start + 4);
        number(end - start - 4);
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
