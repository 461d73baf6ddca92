package datong.still;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fetches the pictures that sources only name, each for some days, with longer and longer pauses between. */
public final class Fetching implements AutoCloseable {
    /** Then the platform has overwritten it long since. */
    static final Duration TRIED_FOR = Duration.ofDays(7);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(6);
    private static final int AT_ONCE = 100;
    private static final Logger LOG = LoggerFactory.getLogger(Fetching.class);
    private final Stills stills;
    private final Pictures pictures;
    private final Coarsening coarsening;
    private final Clock clock;
    private final ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("stills").factory());

    public Fetching(Stills stills, Pictures pictures, Coarsening coarsening, Clock clock) {
        this.stills = stills;
        this.pictures = pictures;
        this.coarsening = coarsening;
        this.clock = clock;
    }

    /** @param pause between two rounds */
    public void start(Duration pause) {
        clockwork.scheduleWithFixedDelay(this::attempt, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void attempt() {
        try {
            round();
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error failure) {
            LOG.warn("pictures of cameras could not be fetched and will be: {}", failure.getMessage());
        }
    }

    public void round() throws InterruptedException {
        for (Stills.Waiting waiting : stills.waiting(clock.instant(), AT_ONCE)) {
            switch (answer(waiting)) {
                case Pictures.Answer.Fetched fetched -> keep(waiting.reference(), coarsening.of(fetched.picture()));
                case Pictures.Answer.NotNow notNow -> later(waiting, notNow.why());
                case Pictures.Answer.NotAllowed notAllowed -> later(waiting, notAllowed.why());
            }
        }
    }

    private Pictures.Answer answer(Stills.Waiting waiting) throws InterruptedException {
        try {
            return pictures.fetch(new URI(waiting.url()));
        } catch (URISyntaxException noAddress) {
            return new Pictures.Answer.NotAllowed("NO_ADDRESS");
        }
    }

    private void keep(String reference, Stills.Content content) {
        switch (content) {
            case Stills.Content.Coarse coarse -> stills.fetched(reference, coarse.png());
            case Stills.Content.Unreadable unreadable -> stills.failed(reference, Still.State.UNREADABLE, unreadable.why());
            case Stills.Content.Address address -> throw new IllegalStateException("what was fetched is no address");
        }
    }

    private void later(Stills.Waiting waiting, String why) {
        Instant now = clock.instant();
        if (waiting.since().plus(TRIED_FOR).isBefore(now)) {
            stills.failed(waiting.reference(), Still.State.NOT_FETCHED, why);
            return;
        }
        Duration pause = Duration.ofMinutes(1L << Math.min(waiting.tries(), 12));
        stills.later(waiting.reference(), now.plus(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE), why);
    }

    @Override
    public void close() {
        clockwork.shutdownNow();
    }
}
