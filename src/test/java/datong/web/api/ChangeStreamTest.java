package datong.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import datong.ledger.EntryId;
import datong.policy.Decision;
import datong.policy.Subject;
import datong.policy.Subjects;
import datong.query.ChangeAnswer;
import datong.query.ChangeQueries;
import datong.query.ChangeRequest;
import datong.query.QueryRequest;
import datong.schema.DatasetCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ChangeStreamTest {
    private static final Subject CALLER = new Subject("caller", Subject.Kind.SYSTEM, "Caller", "11110199MB00DEM264", "110199", Set.of(), Set.of());
    private static final ChangeAnswer REFUSED = new ChangeAnswer.Refused(new Decision.Denied(Decision.Check.GRANT, "grant over", "the grant is over", "v2"), 7);
    private final List<String> written = new ArrayList<>();
    private final Deque<ChangeAnswer> answers = new ArrayDeque<>();
    private final Hands clock = new Hands();
    private ChangeAnswer standing = page("p", 0, false);
    private boolean known = true;

    @Test
    void aRefusalEndsTheStreamAndSaysWhy() throws Exception {
        answers.add(page("p", 1, true));
        answers.add(REFUSED);
        run(page("p", 2, true), event -> {});
        assertThat(names()).containsExactly("open", "removed", "removed", "page", "removed", "page", "end");
        assertThat(written.getLast()).contains("\"reason\":\"refused\"", "\"rule\":\"grant over\"", "\"auditIndex\":7");
    }

    @Test
    void anotherPermissionEndsTheStreamBeforeAnythingIsToldUnderIt() throws Exception {
        answers.add(page("other", 1, true));
        run(page("p", 1, true), event -> {});
        assertThat(names()).containsExactly("open", "removed", "page", "end");
        assertThat(written.getLast()).contains("permission-changed");
    }

    @Test
    void aPageOnItsWayToASlowReaderIsDecidedAgainAndBrokenOff() throws Exception {
        standing = REFUSED;
        run(page("p", 50, true), event -> clock.now = clock.now.plusMillis(200));
        assertThat(names().stream().filter("removed"::equals).count()).as("told in the half second").isBetween(1L, 4L);
        assertThat(written.getLast()).contains("\"reason\":\"refused\"");
    }

    @Test
    void whoTheRegisterDoesNotKnowAnyMoreIsToldNothingMore() throws Exception {
        known = false;
        run(page("p", 1, true), event -> {});
        assertThat(written.getLast()).contains("unknown-subject");
    }

    @Test
    void aTokenThatIsOverEndsTheStream() throws Exception {
        run(page("p", 1, true), event -> clock.now = clock.now.plus(Duration.ofHours(2)));
        assertThat(written.getLast()).contains("token-over");
    }

    @Test
    void whileNothingChangesAHeartbeatCarriesTheCursorOn() throws Exception {
        answers.add(page("p", 0, true));
        answers.add(REFUSED);
        run(page("p", 0, true), event -> clock.now = clock.now.plusSeconds(11));
        assertThat(names()).contains("heartbeat");
        assertThat(written.get(1)).startsWith("id: next\nevent: heartbeat\n");
    }

    @Test
    void whenTheHubStopsTheStreamSaysSo() throws Exception {
        OpenStreams streams = new OpenStreams(new Turns(1, 1));
        streams.stop();
        run(page("p", 1, false), event -> {}, streams);
        assertThat(names()).containsExactly("open", "removed", "page", "end");
        assertThat(written.getLast()).contains("hub-stops");
    }

    private void run(ChangeAnswer.Page first, java.util.function.Consumer<byte[]> meanwhile) throws IOException, InterruptedException {
        run(first, meanwhile, new OpenStreams(new Turns(1, 1)));
    }

    private void run(ChangeAnswer.Page first, java.util.function.Consumer<byte[]> meanwhile, OpenStreams streams) throws IOException, InterruptedException {
        QueryRequest question = new QueryRequest(CALLER, new DatasetCode("hotline"), List.of(), List.of(), List.of(), Optional.empty(), 10, "SERVICE.REQUEST", Optional.empty(), Optional.empty(),
                Optional.empty(), "127.0.0.1");
        new ChangeStream(new Scripted(), new Register(), streams, new ChangeFormat(JsonMapper.builder().build()), event -> {
            written.add(new String(event, StandardCharsets.UTF_8));
            meanwhile.accept(event);
        }, clock).run(new ChangeRequest(question, "start", "stream"), first, clock.now.plus(Duration.ofHours(1)));
    }

    private List<String> names() {
        return written.stream().map(event -> event.lines().filter(line -> line.startsWith("event: ")).findFirst().orElseThrow().substring(7)).toList();
    }

    private static ChangeAnswer.Page page(String permission, int changes, boolean more) {
        List<ChangeAnswer.Change> told = IntStream.range(0, changes).mapToObj(number -> new ChangeAnswer.Change("c" + number, new EntryId("01JAAAAAAAAAAAAAAAAA%06d".formatted(number)), Optional.empty())).toList();
        return new ChangeAnswer.Page(List.of(), told, "next", more, Map.of(), "rule", "v1", permission, OptionalLong.empty());
    }

    private final class Scripted implements ChangeQueries {
        @Override
        public ChangeAnswer changes(ChangeRequest request) {
            throw new UnsupportedOperationException("the first page is asked for by the controller");
        }

        @Override
        public ChangeAnswer follow(ChangeRequest request) {
            return answers.isEmpty() ? REFUSED : answers.poll();
        }

        @Override
        public ChangeAnswer standing(ChangeRequest request) {
            return standing;
        }
    }

    private final class Register implements Subjects {
        @Override
        public Optional<Subject> find(String id) {
            return known ? Optional.of(CALLER) : Optional.empty();
        }

        @Override
        public List<Subject> all() {
            return List.of(CALLER);
        }
    }

    private static final class Hands extends Clock {
        private Instant now = Instant.parse("2026-03-01T00:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
