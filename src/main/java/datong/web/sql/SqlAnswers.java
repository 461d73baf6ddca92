package datong.web.sql;

import datong.audit.AuditLog;
import datong.ledger.LedgerUnavailable;
import datong.policy.Subject;
import datong.policy.Subjects;
import datong.policy.UsageCounter;
import datong.publication.arrow.ArrowBatch;
import datong.query.Queries;
import datong.query.QueryAnswer;
import datong.query.QueryRequest;
import datong.web.api.AnswerProblems;
import datong.web.api.Problem;
import datong.web.api.Turns;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.flight.BackpressureStrategy;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightProducer.ServerStreamListener;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Asks the conductor and streams what it answers, page after page as bulk answers are: each is decided, counted, protected and audited before it leaves, one is in memory,
 * and a slow reader holds it up.
 */
final class SqlAnswers {
    private static final int PAGE = 1_000;
    private static final int MOST_KEPT = 100;
    private static final int MOST_KEPT_EACH = 10;
    private static final int READING_SECONDS = 10;
    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final long PATIENCE = Duration.ofMinutes(2).toMillis();
    private final Queries queries;
    private final Subjects subjects;
    private final Turns turns;
    private final BufferAllocator memory;
    private final Clock clock;
    private final Semaphore reading = new Semaphore(1, true);
    private final Map<String, SqlStatement> kept = new ConcurrentHashMap<>();

    SqlAnswers(Queries queries, Subjects subjects, Turns turns, BufferAllocator memory, Clock clock) {
        this.queries = queries;
        this.subjects = subjects;
        this.turns = turns;
        this.memory = memory;
        this.clock = clock;
    }

    /** A handle by which the caller fetches the answer. */
    record Asked(String handle, SqlStatement statement) {}

    /** @throws FlightRuntimeException if the statement cannot be said as a question, or is refused */
    Asked ask(String sql, SqlCaller caller) {
        demandRoom(caller);
        try {
            SqlQuestion question = read(sql);
            QueryRequest request = new QueryRequest(caller.subject(), question.dataset(), question.items(), question.filters(), question.order(), Optional.empty(),
                    (int) Math.min(PAGE, question.limit().orElse(PAGE)), caller.purpose().orElse(""), caller.scene(), caller.caseNumber(), caller.reason(), caller.address(), true);
            SqlStatement statement = SqlStatement.of(question, request, answered(request), clock.instant());
            String handle = UUID.randomUUID().toString();
            kept.put(handle, statement);
            return new Asked(handle, statement);
        } catch (UnreadableSql unreadable) {
            throw CallStatus.INVALID_ARGUMENT.withDescription(unreadable.getMessage()).toRuntimeException();
        }
    }

    /** One statement at a time: whatever it says, nobody keeps more than one processor busy with reading. */
    private SqlQuestion read(String sql) {
        try {
            if (!reading.tryAcquire(READING_SECONDS, TimeUnit.SECONDS)) {
                throw CallStatus.RESOURCE_EXHAUSTED.withDescription("too many statements are being read; ask again in a moment").toRuntimeException();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw CallStatus.UNAVAILABLE.withDescription("the hub stops; ask again in a moment").toRuntimeException();
        }
        try {
            return SqlQuestion.of(sql);
        } finally {
            reading.release();
        }
    }

    private void demandRoom(SqlCaller caller) {
        Instant now = clock.instant();
        Instant old = now.minus(KEPT);
        kept.values().forEach(statement -> statement.forgetOld(now));
        kept.values().removeIf(statement -> statement.at().isBefore(old));
        long own = kept.values().stream().filter(statement -> statement.request().subject().id().equals(caller.subject().id())).count();
        if (own >= MOST_KEPT_EACH || kept.size() >= MOST_KEPT) {
            throw CallStatus.RESOURCE_EXHAUSTED.withDescription("too many statements are open; fetch or close some, or wait five minutes").toRuntimeException();
        }
    }

    /** @throws FlightRuntimeException if there is none of that handle, or it is somebody else's */
    SqlStatement find(String handle, SqlCaller caller) {
        return Optional.ofNullable(kept.get(handle)).filter(statement -> statement.request().subject().id().equals(caller.subject().id()))
                .orElseThrow(() -> CallStatus.NOT_FOUND.withDescription("the statement is closed; ask again").toRuntimeException());
    }

    void close(String handle, SqlCaller caller) {
        find(handle, caller);
        kept.remove(handle);
    }

    /** Whoever fetches once is done with it. */
    void streamOnce(String handle, SqlCaller caller, ServerStreamListener listener) {
        SqlStatement statement = find(handle, caller);
        kept.remove(handle);
        stream(statement, listener);
    }

    void stream(SqlStatement statement, ServerStreamListener listener) {
        Turns.Turn turn = turns.take(statement.request().subject().organisation()).orElseThrow(() ->
                CallStatus.RESOURCE_EXHAUSTED.withDescription("too many long answers at once; wait until one of your organisation's has ended, then ask again").toRuntimeException());
        BackpressureStrategy pressure = new BackpressureStrategy.CallbackBackpressureStrategy();
        pressure.register(listener);
        try (turn; ArrowBatch batch = new ArrowBatch(statement.columns(), memory)) {
            listener.start(batch.vectors());
            if (pages(statement, new Sending(batch, listener, pressure))) {
                listener.completed();
            }
        }
    }

    /** Whether all was sent; if not, the reader has gone. */
    private boolean pages(SqlStatement statement, Sending sending) {
        long left = statement.question().limit().orElse(Long.MAX_VALUE);
        QueryAnswer.Answered page = statement.waiting(clock.instant()).orElseGet(() -> answered(statement.request()));
        while (true) {
            if (!statement.holds(page)) {
                throw CallStatus.UNAVAILABLE.withDescription("the policies changed what you see in between; ask again").toRuntimeException();
            }
            int rows = (int) Math.min(left, page.rows().size());
            left -= rows;
            if (!sending.send(statement, page, rows)) {
                return false;
            }
            if (left == 0 || page.next().isEmpty()) {
                return true;
            }
            page = answered(statement.request().after(page.next().get()));
        }
    }

    private record Sending(ArrowBatch batch, ServerStreamListener listener, BackpressureStrategy pressure) {
        private boolean send(SqlStatement statement, QueryAnswer.Answered page, int rows) {
            int[] places = statement.places(page);
            for (int at = 0; at < rows; at++) {
                batch.add(SqlStatement.cells(page.rows().get(at), places));
                if ((batch.full() || at == rows - 1) && !put()) {
                    return false;
                }
            }
            return true;
        }

        private boolean put() {
            return switch (pressure.waitForListener(PATIENCE)) {
                case READY -> {
                    batch.complete();
                    listener.putNext();
                    batch.clear();
                    yield true;
                }
                case CANCELLED -> false;
                case TIMEOUT, OTHER -> throw CallStatus.TIMED_OUT.withDescription("the answer was not read; ask again").toRuntimeException();
            };
        }
    }

    /** Whoever asked is known anew each time: they may be somebody else to the policies by now. */
    private QueryAnswer.Answered answered(QueryRequest request) {
        Subject now = subjects.find(request.subject().id()).orElseThrow(() -> CallStatus.UNAUTHORIZED.withDescription("the policies do not know you any more").toRuntimeException());
        try {
            QueryAnswer answer = queries.ask(request.by(now));
            if (answer instanceof QueryAnswer.Answered answered) {
                return answered;
            }
            throw refused(AnswerProblems.problem(answer));
        } catch (AuditLog.AuditUnavailable | LedgerUnavailable | UsageCounter.UsageUnavailable unavailable) {
            throw CallStatus.UNAVAILABLE.withDescription("the hub cannot answer at the moment; ask again in a while").withCause(unavailable).toRuntimeException();
        }
    }

    private static FlightRuntimeException refused(Problem problem) {
        CallStatus status = problem.status() == 403 ? CallStatus.UNAUTHORIZED : problem.status() == 404 ? CallStatus.NOT_FOUND : CallStatus.INVALID_ARGUMENT;
        return status.withDescription(problem.title() + ": " + problem.detail() + (problem.more().isEmpty() ? "" : " " + problem.more())).toRuntimeException();
    }
}
