package datong.ledger.jdbc;

import datong.classification.ClassifiedRecord;
import datong.schema.ItemDefinition;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** A record's content as bytes: every item that has a value, by name, length and text. Two records are the same if these are. */
final class CanonicalForm {
    private byte[] buffer = new byte[1024];
    private int size;

    byte[] of(ClassifiedRecord record) {
        size = 0;
        List<ItemDefinition> items = record.output().schema().items();
        Object[] values = record.values();
        for (int index = 0; index < values.length; index++) {
            if (values[index] != null) {
                add(items.get(index).name().value());
                add(ItemBytes.text(values[index]));
            }
        }
        return Arrays.copyOf(buffer, size);
    }

    private void add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (size + bytes.length + 4 > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, size + bytes.length + 4));
        }
        buffer[size++] = (byte) (bytes.length >> 24);
        buffer[size++] = (byte) (bytes.length >> 16);
        buffer[size++] = (byte) (bytes.length >> 8);
        buffer[size++] = (byte) bytes.length;
        System.arraycopy(bytes, 0, buffer, size, bytes.length);
        size += bytes.length;
    }
}
