package datong.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing array of bytes that can be emptied and filled again without new memory. */
final class Bytes {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private byte[] array;
    private int length;

    Bytes(int capacity) {
        array = new byte[capacity];
    }

    int length() {
        return length;
    }

    byte[] array() {
        return array;
    }

    void clear() {
        length = 0;
    }

    void reserve(int more) {
        if (length + more > array.length) {
            array = Arrays.copyOf(array, Math.max(array.length * 2, length + more));
        }
    }

    Bytes add(int value) {
        reserve(1);
        array[length++] = (byte) value;
        return this;
    }

    Bytes add(byte[] bytes) {
        return add(bytes, 0, bytes.length);
    }

    Bytes add(byte[] bytes, int from, int count) {
        reserve(count);
        System.arraycopy(bytes, from, array, length, count);
        length += count;
        return this;
    }

    Bytes hex(byte[] bytes) {
        reserve(bytes.length * 2);
        for (byte value : bytes) {
            array[length++] = HEX[(value >> 4) & 15];
            array[length++] = HEX[value & 15];
        }
        return this;
    }

    Bytes decimal(long value) {
        return ascii(Long.toString(value));
    }

    @SuppressWarnings("deprecation")
    Bytes ascii(String text) {
        reserve(text.length());
        text.getBytes(0, text.length(), array, length);
        length += text.length();
        return this;
    }

    byte[] toArray() {
        return Arrays.copyOf(array, length);
    }

    ByteBuffer buffer() {
        return ByteBuffer.wrap(array, 0, length);
    }
}
