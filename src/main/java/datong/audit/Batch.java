package datong.audit;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Events that become durable together. Filled under the log's lock, written by its one writer. */
final class Batch {
    private final Memory memory;
    private final long first;
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile Throwable failure;

    /** What a batch is built in; used again by a later one. */
    static final class Memory {
        private final Bytes lines = new Bytes(1 << 16);
        private final Bytes[] hashes = new Bytes[TreeFiles.FILES];

        Memory() {
            Arrays.setAll(hashes, each -> new Bytes(1 << 10));
        }
    }

    Batch(long first, Memory memory) {
        this.first = first;
        this.memory = memory;
        memory.lines.clear();
        for (Bytes hashes : memory.hashes) {
            hashes.clear();
        }
    }

    long first() {
        return first;
    }

    Bytes lines() {
        return memory.lines;
    }

    Bytes[] hashes() {
        return memory.hashes;
    }

    Memory memory() {
        return memory;
    }

    void completed(int level, byte[] hash) {
        if (TreeFiles.kept(level)) {
            memory.hashes[level / TreeFiles.STEP].add(hash);
        }
    }

    void durable() {
        done.countDown();
    }

    void failed(Throwable cause) {
        failure = cause;
        done.countDown();
    }

    /** Waits, however often interrupted, because an answer must not leave before the event is safe; empty is success. */
    Optional<Throwable> outcome() {
        boolean interrupted = false;
        while (true) {
            try {
                done.await();
                break;
            } catch (InterruptedException wait) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return Optional.ofNullable(failure);
    }
}
