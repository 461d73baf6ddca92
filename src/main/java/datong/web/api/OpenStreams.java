package datong.web.api;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.context.SmartLifecycle;

/** The streams that are open: so many for one organisation, so many in all. When the hub stops they are told before its doors close. */
final class OpenStreams implements SmartLifecycle {
    private final Turns turns;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile boolean running;

    OpenStreams(Turns turns) {
        this.turns = turns;
    }

    Optional<Turns.Turn> take(String organisation) {
        return turns.take(organisation);
    }

    /** Waits so long unless the hub stops before. */
    boolean stopsWithin(Duration time) throws InterruptedException {
        return stopping.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        stopping.countDown();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
