package datong.protection;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * {@code subjects.keys}: a header of 128 bytes, then slots. Slots are appended and stay where they are; erasing and wrapping anew overwrite
 * them in place. Plain {@link RandomAccessFile}, since an interrupted thread would close a channel under everybody.
 *
 * <p>After a power cut the slots that were never flushed may be torn; nothing depended on them, and they are voided at the next
 * start. A torn slot that had been flushed is damage and refuses to start.
 */
final class SubjectFile implements AutoCloseable {
    private static final byte[] MAGIC = "DATONGSK".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;
    private static final int BUFFERED_SLOTS = 1024;

    static final String NAME = "subjects.keys";

    private final Path path;
    private final RandomAccessFile writing;
    private final RandomAccessFile reading;
    private final FileLock lock;
    private final RewrapJournal journal;
    private final byte[] buffer = new byte[BUFFERED_SLOTS * SubjectSlot.BYTES];
    private final Object syncing = new Object();
    private int written;
    private int buffered;
    private volatile int appended;
    private volatile int durable;
    private volatile boolean broken;

    /** Receives every whole slot at start. */
    interface Visitor {
        void visit(int index, SubjectSlot slot);
    }

    SubjectFile(Path folder, String fingerprint, Visitor visitor) {
        this.path = folder.resolve(NAME);
        this.journal = new RewrapJournal(folder, fingerprint);
        try {
            PrivateFiles.requirePrivate(path, folder);
            writing = new RandomAccessFile(path.toFile(), "rw");
            reading = new RandomAccessFile(path.toFile(), "r");
            lock = lock();
            start(fingerprint, visitor);
        } catch (IOException broken) {
            throw new KeyRingException(path + " cannot be opened: " + broken.getMessage(), broken);
        }
    }

    /** Made with the ring and never again: a missing file means lost keys, not a new start. */
    static void create(Path folder, String fingerprint) throws IOException {
        PrivateFiles.write(folder.resolve(NAME), head(fingerprint));
    }

    /** Index of the new slot; on disk only after {@link #flush}. */
    synchronized int append(SubjectSlot slot) {
        requireSound();
        if (buffered == BUFFERED_SLOTS) {
            writeOut();
        }
        System.arraycopy(slot.encode(), 0, buffer, buffered++ * SubjectSlot.BYTES, SubjectSlot.BYTES);
        appended = written + buffered;
        return appended - 1;
    }

    /** How many slots are known to be on disk. */
    int durable() {
        return durable;
    }

    /** Makes every slot appended so far durable; callers that meet share one fsync. */
    void flush() {
        int wanted = appended;
        synchronized (syncing) {
            if (durable >= wanted) {
                return;
            }
            sync();
        }
    }

    /** Overwrites the slot's key with zeros, durably. */
    void erase(int index) {
        synchronized (syncing) {
            synchronized (this) {
                writeOut();
                write(index, SubjectSlot.erased(read(index)).encode(), SubjectSlot.BYTES);
            }
            sync();
        }
    }

    /** How many slots there are. */
    int slots() {
        return appended;
    }

    /**
     * Replaces slots in place, durably; whatever ends the hub in between, each is the old one or the new one afterwards.
     *
     * @param first of the slots to look at; @param count how many at most
     * @param anew gives the slot that shall stand there, the same one where nothing changes
     * @return how many were replaced
     */
    int replace(int first, int count, UnaryOperator<SubjectSlot> anew) {
        synchronized (syncing) {
            synchronized (this) {
                sync();
                SortedMap<Integer, byte[]> changed = new TreeMap<>();
                for (int index = first; index < Math.min((long) first + count, written); index++) {
                    SubjectSlot before = read(index);
                    SubjectSlot after = anew.apply(before);
                    if (after != before) {
                        changed.put(index, after.encode());
                    }
                }
                if (!changed.isEmpty()) {
                    replace(changed);
                }
                return changed.size();
            }
        }
    }

    private void replace(SortedMap<Integer, byte[]> changed) {
        try {
            journal.write(changed);
            changed.forEach((index, slot) -> write(index, slot, SubjectSlot.BYTES));
            sync();
            journal.forget();
        } catch (IOException failed) {
            broken = true;
            throw new KeyRingException(path + " could not be written; mend the disk and restart", failed);
        }
    }

    /** A slot that is replaced at this moment may be read in halves, and once more when that is done. */
    SubjectSlot read(int index) {
        synchronized (this) {
            if (index >= written) {
                return SubjectSlot.decode(buffer, (index - written) * SubjectSlot.BYTES);
            }
        }
        byte[] slot = bytes(index);
        if (!SubjectSlot.whole(slot, 0)) {
            synchronized (this) {
                slot = bytes(index);
            }
        }
        if (!SubjectSlot.whole(slot, 0)) {
            throw damaged(index);
        }
        return SubjectSlot.decode(slot, 0);
    }

    private byte[] bytes(int index) {
        byte[] slot = new byte[SubjectSlot.BYTES];
        try {
            synchronized (reading) {
                reading.seek(offset(index));
                reading.readFully(slot);
            }
            return slot;
        } catch (IOException unreadable) {
            throw new KeyRingException(path + " cannot be read at slot " + index, unreadable);
        }
    }

    @Override
    public void close() {
        if (!lock.isValid()) {
            return;
        }
        try (writing; reading) {
            if (!broken) {
                flush();
            }
        } catch (IOException late) {
            throw new KeyRingException(path + " cannot be closed", late);
        }
    }

    /** A file whose fsync failed once may have lost pages that a second fsync calls clean: it is not written again. */
    private void sync() {
        requireSound();
        int upTo;
        synchronized (this) {
            writeOut();
            upTo = written;
        }
        try {
            writing.getFD().sync();
            durable = upTo;
        } catch (IOException failed) {
            broken = true;
            throw new KeyRingException(path + " could not be made durable; mend the disk and restart", failed);
        }
    }

    private synchronized void writeOut() {
        if (buffered > 0) {
            write(written, buffer, buffered * SubjectSlot.BYTES);
            written += buffered;
            buffered = 0;
        }
    }

    private void write(int index, byte[] bytes, int length) {
        requireSound();
        try {
            writing.seek(offset(index));
            writing.write(bytes, 0, length);
        } catch (IOException failed) {
            broken = true;
            throw new KeyRingException(path + " could not be written; mend the disk and restart", failed);
        }
    }

    private void requireSound() {
        if (broken) {
            throw new KeyRingException(path + " failed before and is not written any more; mend the disk and restart");
        }
    }

    private void start(String fingerprint, Visitor visitor) throws IOException {
        try {
            header(fingerprint);
            finishReplacing();
            load(visitor);
        } catch (IOException | RuntimeException refused) {
            writing.close();
            reading.close();
            throw refused;
        }
    }

    private void finishReplacing() throws IOException {
        SortedMap<Integer, byte[]> left = journal.left();
        if (!left.isEmpty()) {
            left.forEach((index, slot) -> write(index, slot, SubjectSlot.BYTES));
            writing.getFD().sync();
            journal.forget();
        }
    }

    private FileLock lock() throws IOException {
        try {
            FileLock held = writing.getChannel().tryLock();
            if (held != null) {
                return held;
            }
        } catch (OverlappingFileLockException heldHere) {
            // answered below: the same holds within this process and beside it
        }
        writing.close();
        reading.close();
        throw new KeyRingException(path + " is in use by another hub; stop that one first");
    }

    private void header(String fingerprint) throws IOException {
        byte[] found = new byte[SubjectSlot.BYTES];
        reading.seek(0);
        if (reading.read(found) < found.length || !Arrays.equals(found, head(fingerprint))) {
            throw new KeyRingException(path + " belongs to another key ring; restore the whole folder from one backup");
        }
    }

    private static byte[] head(String fingerprint) {
        return ByteBuffer.allocate(SubjectSlot.BYTES).put(MAGIC).putInt(VERSION).put(HexFormat.of().parseHex(fingerprint)).array();
    }

    private void load(Visitor visitor) throws IOException {
        int slots = (int) ((writing.length() - SubjectSlot.BYTES) / SubjectSlot.BYTES);
        int[] torn = new int[0];
        int whole = 0;
        int durableBefore = 0;
        byte[] block = new byte[BUFFERED_SLOTS * SubjectSlot.BYTES];
        reading.seek(offset(0));
        for (int first = 0; first < slots; first += BUFFERED_SLOTS) {
            int count = Math.min(BUFFERED_SLOTS, slots - first);
            reading.readFully(block, 0, count * SubjectSlot.BYTES);
            for (int i = 0; i < count; i++) {
                if (!SubjectSlot.whole(block, i * SubjectSlot.BYTES)) {
                    torn = Arrays.copyOf(torn, torn.length + 1);
                    torn[torn.length - 1] = first + i;
                    continue;
                }
                SubjectSlot slot = SubjectSlot.decode(block, i * SubjectSlot.BYTES);
                visitor.visit(first + i, slot);
                durableBefore = Math.max(durableBefore, slot.durableBefore());
                whole = first + i + 1;
            }
        }
        written = whole;
        appended = whole;
        mend(torn, durableBefore);
    }

    private void mend(int[] torn, int durableBefore) throws IOException {
        for (int index : torn) {
            if (index < durableBefore) {
                throw damaged(index);
            }
            if (index < written) {
                write(index, SubjectSlot.voided().encode(), SubjectSlot.BYTES);
            }
        }
        writing.setLength(offset(written));
        writing.getFD().sync();
        durable = written;
    }

    private KeyRingException damaged(int index) {
        return new KeyRingException(path + " is damaged at slot " + index + "; restore the key ring folder from its backup");
    }

    private static long offset(int index) {
        return (index + 1L) * SubjectSlot.BYTES;
    }
}
