package datong.ledger.jdbc;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.postgresql.copy.CopyIn;

/** Rows in PostgreSQL's binary COPY format, in one growing buffer. Not thread-safe. */
final class BinaryCopy {
    private static final byte[] HEADER = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0};
    private static final byte[] TRAILER = {(byte) 0xff, (byte) 0xff};
    private static final int TEXT = 25;
    private static final int BYTEA = 17;
    private static final long POSTGRES_EPOCH_SECONDS = 946_684_800L;
    private static final long POSTGRES_EPOCH_DAYS = 10_957L;
    private static final BigInteger TEN_THOUSAND = BigInteger.valueOf(10_000);
    private byte[] buffer;
    private int size;

    BinaryCopy(byte[] buffer) {
        this.buffer = buffer;
        put(HEADER);
    }

    int size() {
        return size;
    }

    /** Forgets everything behind the given size: a row that could not be finished. */
    void truncate(int size) {
        this.size = size;
    }

    /** Hands the rows over and stays as it is, so that they can be handed over once more. */
    void writeTo(CopyIn target) throws SQLException {
        target.writeToCopy(buffer, 0, size);
        target.writeToCopy(TRAILER, 0, TRAILER.length);
    }

    /** No row may be written or read after this. */
    void release(Buffers buffers) {
        buffers.giveBack(buffer);
        buffer = HEADER;
    }

    /** Another's row, announced as one column longer than it is. */
    void longerRow(BinaryCopy other, int start, int end) {
        int columns = (other.buffer[start] & 0xff) << 8 | other.buffer[start + 1] & 0xff;
        row(columns + 1);
        ensure(end - start - 2);
        System.arraycopy(other.buffer, start + 2, buffer, size, end - start - 2);
        size += end - start - 2;
    }

    void row(int columns) {
        putShort(columns);
    }

    void missing() {
        putInt(-1);
    }

    void uuid(long high, long low) {
        putInt(16);
        putLong(high);
        putLong(low);
    }

    void int2(int value) {
        putInt(2);
        putShort(value);
    }

    void int4(int value) {
        putInt(4);
        putInt(value);
    }

    void int8(long value) {
        putInt(8);
        putLong(value);
    }

    void bool(boolean value) {
        putInt(1);
        ensure(1);
        buffer[size++] = (byte) (value ? 1 : 0);
    }

    void bytea(byte[] value) {
        putInt(value.length);
        put(value);
    }

    /** PostgreSQL text holds no NUL; it is left out. */
    void text(String value) {
        ensure(4 + Utf8.most(value));
        int start = size;
        size = Utf8.write(value, buffer, start + 4);
        length(start, size - start - 4);
    }

    /** Text that is encoded already, without NUL. */
    void utf8(byte[] from, int start, int length) {
        putInt(length);
        ensure(length);
        System.arraycopy(from, start, buffer, size, length);
        size += length;
    }

    void jsonb(String value) {
        byte[] bytes = utf8(value);
        putInt(bytes.length + 1);
        ensure(1);
        buffer[size++] = 1;
        put(bytes);
    }

    void timestamp(Instant value) {
        int8((value.getEpochSecond() - POSTGRES_EPOCH_SECONDS) * 1_000_000L + value.getNano() / 1_000);
    }

    void date(LocalDate value) {
        int4((int) (value.toEpochDay() - POSTGRES_EPOCH_DAYS));
    }

    void texts(List<?> values) {
        array(TEXT, values.stream().map(value -> utf8(String.valueOf(value))).toList());
    }

    void byteas(List<byte[]> values) {
        array(BYTEA, values);
    }

    /** Digits of four decimals each, as PostgreSQL's numeric keeps them. */
    void numeric(BigDecimal value) {
        int scale = Math.max(0, value.scale());
        int padded = (scale + 3) / 4 * 4;
        BigInteger unscaled = value.abs().setScale(padded).unscaledValue();
        int[] digits = new int[unscaled.bitLength() / 13 + 1];
        int count = 0;
        while (unscaled.signum() > 0) {
            BigInteger[] parts = unscaled.divideAndRemainder(TEN_THOUSAND);
            digits[count++] = parts[1].intValue();
            unscaled = parts[0];
        }
        putInt(8 + 2 * count);
        putShort(count);
        putShort(count - padded / 4 - 1);
        putShort(value.signum() < 0 ? 0x4000 : 0);
        putShort(scale);
        while (count > 0) {
            putShort(digits[--count]);
        }
    }

    private void array(int elementType, List<byte[]> values) {
        int start = size;
        putInt(0);
        putInt(values.isEmpty() ? 0 : 1);
        putInt(0);
        putInt(elementType);
        if (!values.isEmpty()) {
            putInt(values.size());
            putInt(1);
            values.forEach(this::bytea);
        }
        length(start, size - start - 4);
    }

    private void length(int at, int length) {
        buffer[at] = (byte) (length >> 24);
        buffer[at + 1] = (byte) (length >> 16);
        buffer[at + 2] = (byte) (length >> 8);
        buffer[at + 3] = (byte) length;
    }

    private static byte[] utf8(String value) {
        return (value.indexOf('\0') < 0 ? value : value.replace("\0", "")).getBytes(StandardCharsets.UTF_8);
    }

    private void put(byte[] bytes) {
        ensure(bytes.length);
        System.arraycopy(bytes, 0, buffer, size, bytes.length);
        size += bytes.length;
    }

    private void putShort(int value) {
        ensure(2);
        buffer[size++] = (byte) (value >> 8);
        buffer[size++] = (byte) value;
    }

    private void putInt(int value) {
        ensure(4);
        buffer[size++] = (byte) (value >> 24);
        buffer[size++] = (byte) (value >> 16);
        buffer[size++] = (byte) (value >> 8);
        buffer[size++] = (byte) value;
    }

    private void putLong(long value) {
        putInt((int) (value >> 32));
        putInt((int) value);
    }

    private void ensure(int more) {
        if (size + more > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, size + more));
        }
    }
}
