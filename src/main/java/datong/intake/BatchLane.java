package datong.intake;

import datong.ledger.LedgerWriter.Balance;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;

/**
 * Writes a delivery's batches several at a time, and yet as if one after the other: a batch waits for those before it with which it
 * shares a key. Bounded: the reader waits when enough batches are under way.
 */
final class BatchLane {
    private final ExecutorService workers;
    private final Semaphore room;
    private final boolean ordered;
    private final Deque<Step> underWay = new ArrayDeque<>();
    private Balance total = Balance.NOTHING;

    BatchLane(ExecutorService workers, int atOnce, boolean ordered) {
        this.workers = workers;
        this.room = new Semaphore(ordered ? 1 : atOnce);
        this.ordered = ordered;
    }

    /** A batch whose keys are known only once it has been worked on. */
    interface Work {
        KeyHashes prepare();

        Balance write();
    }

    private record Step(CompletableFuture<KeyHashes> keys, CompletableFuture<Balance> done) {}

    /** Returns as soon as there is room for the work; throws what an earlier batch threw. */
    void submit(Work work) throws InterruptedException {
        room.acquire();
        collect(false);
        Step step = new Step(new CompletableFuture<>(), new CompletableFuture<>());
        Step[] before = underWay.toArray(Step[]::new);
        underWay.addLast(step);
        workers.execute(() -> run(work, step, before));
    }

    /** Waits for all batches and returns the delivery's balance. */
    Balance finish() {
        collect(true);
        return total;
    }

    private void run(Work work, Step step, Step[] before) {
        try {
            KeyHashes keys = work.prepare();
            step.keys().complete(keys);
            for (Step earlier : before) {
                if (ordered || keys.meets(earlier.keys().join())) {
                    earlier.done().join();
                }
            }
            step.done().complete(work.write());
        } catch (Throwable failure) {
            step.keys().completeExceptionally(failure);
            step.done().completeExceptionally(failure);
        } finally {
            room.release();
        }
    }

    private void collect(boolean wait) {
        while (!underWay.isEmpty() && (wait || underWay.peekFirst().done().isDone())) {
            try {
                total = total.plus(underWay.removeFirst().done().join());
            } catch (CompletionException failure) {
                underWay.forEach(step -> step.done().exceptionally(ignored -> null).join());
                underWay.clear();
                throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
            }
        }
    }
}
