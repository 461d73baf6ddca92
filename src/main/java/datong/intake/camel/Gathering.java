package datong.intake.camel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;

/**
 * Group commit: messages that come one by one are taken together, and each exchange is completed, and so acknowledged by its
 * consumer, only when all of them are durable. A full queue holds the consumer up.
 */
final class Gathering extends DefaultAsyncProducer {
    private final LedgerEndpoint endpoint;
    private final BlockingQueue<Held> waiting;
    private Thread worker;

    Gathering(LedgerEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
        this.waiting = new ArrayBlockingQueue<>(4 * endpoint.getGather());
    }

    private record Held(Exchange exchange, AsyncCallback callback) {}

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        try {
            waiting.put(new Held(exchange, callback));
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            exchange.setException(stopped);
            callback.done(true);
            return true;
        }
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        worker = Thread.ofPlatform().name("gather-" + endpoint.source()).daemon().start(this::work);
    }

    @Override
    protected void doStop() throws Exception {
        worker.interrupt();
        worker.join(Duration.ofSeconds(10));
        waiting.forEach(held -> fail(held, new InterruptedException("the hub stops")));
        waiting.clear();
        super.doStop();
    }

    private void work() {
        while (!Thread.currentThread().isInterrupted()) {
            List<Held> held = new ArrayList<>(endpoint.getGather());
            try {
                gather(held);
                endpoint.handover().messages().settle(endpoint.source(), held.getFirst().exchange().getFromRouteId(),
                        held.stream().map(one -> MessageBatches.bytes(one.exchange())).toList());
                held.forEach(one -> one.callback().done(false));
            } catch (InterruptedException stopped) {
                held.forEach(one -> fail(one, stopped));
                return;
            } catch (RuntimeException | Error failure) {
                held.forEach(one -> fail(one, failure));
            }
        }
    }

    /** Waits for the first message, then a moment for more. */
    private void gather(List<Held> held) throws InterruptedException {
        held.add(waiting.take());
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(endpoint.getWithin());
        while (held.size() < endpoint.getGather()) {
            Held next = waiting.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (next == null) {
                return;
            }
            held.add(next);
        }
    }

    private static void fail(Held held, Throwable failure) {
        held.exchange().setException(failure);
        held.callback().done(false);
    }
}
