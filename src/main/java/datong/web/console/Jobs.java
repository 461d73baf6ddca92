package datong.web.console;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Long work started on a page: it runs on when the page is left, and the newest hundred can be come back to. */
public final class Jobs {
    private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);
    private static final int KEPT = 100;
    private final Clock clock;
    private final Map<String, Job> jobs = new HashMap<>();
    private final Deque<String> order = new ArrayDeque<>();

    public Jobs(Clock clock) {
        this.clock = clock;
    }

    /** @param back address of the page it was started on */
    public Job start(String kind, String subject, String actor, long total, String back, Work work) {
        Job job = new Job(UUID.randomUUID().toString(), kind, subject, actor, total, back, clock.instant());
        keep(job);
        Thread.ofVirtual().name("console-" + kind).start(() -> run(job, work));
        return job;
    }

    public synchronized Optional<Job> find(String id) {
        return Optional.ofNullable(jobs.get(id));
    }

    /** The newest of a kind. */
    public synchronized Optional<Job> last(String kind) {
        return order.stream().map(jobs::get).filter(job -> job.kind().equals(kind)).findFirst();
    }

    private synchronized void keep(Job job) {
        jobs.put(job.id(), job);
        order.addFirst(job.id());
        if (order.size() > KEPT) {
            jobs.remove(order.removeLast());
        }
    }

    private void run(Job job, Work work) {
        try {
            job.finish(new State.Done(work.carryOut(job.done::set), clock.instant()));
        } catch (RuntimeException | Error broken) {
            LOG.error("{} {} broke off", job.kind(), job.id(), broken);
            job.finish(new State.Broken(clock.instant()));
        }
    }

    /** What is to be done; tells how far it is and returns its result. */
    public interface Work {
        Object carryOut(LongConsumer progress);
    }

    public sealed interface State {
        record Running() implements State {}

        record Done(Object result, Instant at) implements State {}

        /** The reason stands in the hub's log. */
        record Broken(Instant at) implements State {}
    }

    /** One piece of work; {@code subject} names what it works on, {@code total} is 0 where unknown. */
    public static final class Job {
        private final String id;
        private final String kind;
        private final String subject;
        private final String actor;
        private final long total;
        private final String back;
        private final Instant startedAt;
        private final AtomicLong done = new AtomicLong();
        private final AtomicReference<State> state = new AtomicReference<>(new State.Running());

        private Job(String id, String kind, String subject, String actor, long total, String back, Instant startedAt) {
            this.id = id;
            this.kind = kind;
            this.subject = subject;
            this.actor = actor;
            this.total = total;
            this.back = back;
            this.startedAt = startedAt;
        }

        public String id() {
            return id;
        }

        public String kind() {
            return kind;
        }

        public String subject() {
            return subject;
        }

        public String actor() {
            return actor;
        }

        public long total() {
            return total;
        }

        public String back() {
            return back;
        }

        public Instant startedAt() {
            return startedAt;
        }

        public long done() {
            return done.get();
        }

        public State state() {
            return state.get();
        }

        public boolean running() {
            return state.get() instanceof State.Running;
        }

        public boolean broken() {
            return state.get() instanceof State.Broken;
        }

        /** Present when it is done. */
        public Object result() {
            return state.get() instanceof State.Done done ? done.result() : "";
        }

        private void finish(State end) {
            state.set(end);
        }
    }
}
