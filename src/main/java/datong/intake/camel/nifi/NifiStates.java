package datong.intake.camel.nifi;

import datong.intake.camel.nifi.NifiState.Way;
import datong.intake.camel.nifi.NifiState.Word;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How every route to or from a NiFi stands; a change for the worse, and back, is said once. */
public final class NifiStates {
    private static final Logger LOG = LoggerFactory.getLogger(NifiStates.class);
    private final Map<String, NifiState> states = new ConcurrentSkipListMap<>();
    private final Clock clock;

    public NifiStates(Clock clock) {
        this.clock = clock;
    }

    /** Ordered by route. */
    public List<NifiState> all() {
        return List.copyOf(states.values());
    }

    /** One route's end at one port, to be told what is found there. */
    Line line(String route, String server, String port, Way way) {
        return new Line(route, server, port, way);
    }

    final class Line {
        private final String route;
        private final String server;
        private final String port;
        private final Way way;

        private Line(String route, String server, String port, Way way) {
            this.route = route;
            this.server = server;
            this.port = port;
            this.way = way;
        }

        void say(Word word, String message) {
            NifiState before = states.get(route);
            states.compute(route, (key, known) -> known == null ? new NifiState(route, server, port, way, word, message, clock.instant(), 0, 0, 0)
                    : new NifiState(route, server, port, way, word, message, since(known, word), known.flowFiles(), known.again(), known.setAside()));
            boolean news = before == null || before.word() != word || !before.message().equals(message);
            if (news && !word.well()) {
                LOG.warn("{}: {}", route, message);
            } else if (news && before != null && !before.word().well()) {
                LOG.info("{}: NiFi '{}' and its port '{}' work again", route, server, port);
            }
        }

        void count(Taking.Tally tally) {
            say(tally.flowFiles() == 0 ? Word.EMPTY : Word.MOVING, "");
            states.computeIfPresent(route, (key, known) -> new NifiState(route, server, port, way, known.word(), known.message(), known.since(),
                    known.flowFiles() + tally.flowFiles(), known.again() + tally.again(), known.setAside() + tally.setAside()));
        }

        private Instant since(NifiState known, Word word) {
            return known.word() == word ? known.since() : clock.instant();
        }
    }
}
