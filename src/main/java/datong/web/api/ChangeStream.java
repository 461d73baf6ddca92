package datong.web.api;

import datong.audit.AuditLog;
import datong.ledger.LedgerUnavailable;
import datong.policy.Subject;
import datong.policy.Subjects;
import datong.policy.UsageCounter;
import datong.query.ChangeAnswer;
import datong.query.ChangeQueries;
import datong.query.ChangeRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One stream that is open.
 *
 * <p>Promise: it is decided anew at least every second, also while a page is on its way to a slow reader, and ends as soon as the answer is another one than when it
 * began. One page is in memory; a reader that does not read holds up its own stream and nothing else.
 */
final class ChangeStream {
    private static final Duration BEAT = Duration.ofMillis(500);
    private static final Duration SILENCE = Duration.ofSeconds(5);
    private final ChangeQueries changes;
    private final Subjects subjects;
    private final OpenStreams streams;
    private final ChangeFormat format;
    private final Sink out;
    private final Clock clock;
    private Instant decided;
    private Instant spoke;

    /** Takes events; does not return before the reader has room for them. */
    interface Sink {
        void write(byte[] event) throws IOException;
    }

    ChangeStream(ChangeQueries changes, Subjects subjects, OpenStreams streams, ChangeFormat format, Sink out, Clock clock) {
        this.changes = changes;
        this.subjects = subjects;
        this.streams = streams;
        this.format = format;
        this.out = out;
        this.clock = clock;
        this.decided = clock.instant();
        this.spoke = clock.instant();
    }

    /** Writes until it ends, and why it did. @param first page, decided already; @param until when the caller's token is over */
    void run(ChangeRequest request, ChangeAnswer.Page first, Instant until) throws IOException, InterruptedException {
        out.write(format.open(request.question().dataset().value(), first));
        out.write(format.end(flow(request, first, until)));
    }

    private StreamEnd flow(ChangeRequest request, ChangeAnswer.Page first, Instant until) throws IOException, InterruptedException {
        ChangeAnswer.Page page = first;
        while (true) {
            Optional<StreamEnd> end = tell(request, page);
            if (end.isPresent()) {
                return end.get();
            }
            if (streams.stopsWithin(page.more() ? Duration.ZERO : BEAT)) {
                return StreamEnd.hubStops();
            }
            if (clock.instant().isAfter(until)) {
                return StreamEnd.tokenOver();
            }
            switch (again(request.since(page.next()), first, true)) {
                case Next.Page next -> page = next.page();
                case Next.End over -> {
                    return over.end();
                }
            }
        }
    }

    private Optional<StreamEnd> tell(ChangeRequest request, ChangeAnswer.Page page) throws IOException {
        for (ChangeAnswer.Change change : page.changes()) {
            if (Duration.between(decided, clock.instant()).compareTo(BEAT) > 0 && again(request, page, false) instanceof Next.End over) {
                return Optional.of(over.end());
            }
            say(format.change(page, change));
        }
        if (!page.changes().isEmpty()) {
            say(format.pageEnd(page));
        } else if (Duration.between(spoke, clock.instant()).compareTo(SILENCE) > 0) {
            say(format.heartbeat(page, clock.instant()));
        }
        return Optional.empty();
    }

    private void say(byte[] event) throws IOException {
        out.write(event);
        spoke = clock.instant();
    }

    private sealed interface Next {
        record Page(ChangeAnswer.Page page) implements Next {}

        record End(StreamEnd end) implements Next {}
    }

    /** Decides anew. @param before under what permission the stream runs; @param further whether to read on */
    private Next again(ChangeRequest request, ChangeAnswer.Page before, boolean further) {
        Optional<Subject> subject = subjects.find(request.question().subject().id());
        if (subject.isEmpty()) {
            return new Next.End(StreamEnd.unknownSubject());
        }
        try {
            decided = clock.instant();
            ChangeRequest now = request.by(subject.get());
            return switch (further ? changes.follow(now) : changes.standing(now)) {
                case ChangeAnswer.Page page when page.permission().equals(before.permission()) -> new Next.Page(page);
                case ChangeAnswer.Page page -> new Next.End(StreamEnd.permissionChanged());
                case ChangeAnswer.Refused refused -> new Next.End(StreamEnd.of(AnswerProblems.problem(refused)));
                case ChangeAnswer.Invalid invalid -> new Next.End(StreamEnd.of(AnswerProblems.problem(invalid)));
            };
        } catch (AuditLog.AuditUnavailable | LedgerUnavailable | UsageCounter.UsageUnavailable away) {
            return new Next.End(StreamEnd.unavailable());
        }
    }
}
