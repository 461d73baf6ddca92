package datong.intake.camel;

import com.github.f4b6a3.ulid.UlidCreator;
import datong.intake.Delivery;
import datong.intake.Intake;
import datong.intake.MessageRecords;
import datong.intake.Outcome;
import datong.mapping.Mapping;
import datong.mapping.Mappings;
import datong.source.Defect;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Messages of a broker as one delivery, so that they can be acknowledged together when it returns.
 *
 * <p>It returns only when every message is durably in the ledger or in quarantine: a consumer that saw a failure would go on behind
 * it. While the database is away or the source has no mapping, it waits; a message that the hub itself stumbles over is found by
 * halving, and quarantined.
 */
final class MessageBatches {
    private static final Logger LOG = LoggerFactory.getLogger(MessageBatches.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private final Intake intake;
    private final Mappings mappings;
    private final Waiting ledger;
    private final Clock clock;

    /** @param ledger returns once the database takes work */
    MessageBatches(Intake intake, Mappings mappings, Waiting ledger, Clock clock) {
        this.intake = intake;
        this.mappings = mappings;
        this.ledger = ledger;
        this.clock = clock;
    }

    interface Waiting {
        void await() throws InterruptedException;
    }

    /** Takes the messages and then acknowledges those that ask for it. @param messages exchanges, bytes or texts */
    void take(String source, String channel, List<?> messages) throws InterruptedException {
        settle(source, channel, messages.stream().map(MessageBatches::bytes).toList());
        KafkaOffsets.commit(messages);
    }

    /** @throws InterruptedException if the hub stops; nothing must then be acknowledged */
    void settle(String source, String channel, List<byte[]> messages) throws InterruptedException {
        if (messages.isEmpty()) {
            return;
        }
        try {
            untilTaken(source, channel, messages, Optional.empty());
        } catch (RuntimeException stumbled) {
            if (messages.size() > 1) {
                settle(source, channel, messages.subList(0, messages.size() / 2));
                settle(source, channel, messages.subList(messages.size() / 2, messages.size()));
                return;
            }
            LOG.error("{}: the hub stumbled over a message, which waits in quarantine: {}", channel, stumbled.getClass().getSimpleName());
            untilTaken(source, channel, messages, Optional.of(new Defect("HUB_FAILED", "the hub could not work on this message ("
                    + stumbled.getClass().getSimpleName() + "); its operator finds the cause in the log, replay the record once it is mended")));
        }
    }

    private void untilTaken(String source, String channel, List<byte[]> messages, Optional<Defect> refused) throws InterruptedException {
        for (boolean taken = false; !taken; ) {
            ledger.await();
            Mapping mapping = mapping(source, channel);
            try {
                taken = intake.take(new Delivery(UlidCreator.getMonotonicUlid().toString(), source, channel, messages.stream().mapToLong(bytes -> bytes.length).sum(),
                        Optional.empty(), clock.instant(), Optional.empty(), () -> new MessageRecords(messages, mapping, refused))) instanceof Outcome.Done;
            } catch (RuntimeException failure) {
                LOG.warn("{}: the hub's database is away (SQLSTATE {}); {} messages wait for it, none is acknowledged", channel,
                        DatabaseAway.state(failure).orElseThrow(() -> failure), messages.size());
            }
            if (!taken) {
                Thread.sleep(PAUSE);
            }
        }
    }

    private Mapping mapping(String source, String channel) throws InterruptedException {
        Optional<Mapping> mapping = mappings.find(source);
        for (boolean said = false; mapping.isEmpty(); mapping = mappings.find(source)) {
            if (!said) {
                LOG.warn("{}: messages wait unacknowledged, for no mapping is in force for source '{}'; add or mend mappings/{}.mapping.yaml", channel, source, source);
                said = true;
            }
            Thread.sleep(PAUSE);
        }
        return mapping.get();
    }

    static byte[] bytes(Object message) {
        return switch (message) {
            case byte[] bytes -> bytes;
            case String text -> text.getBytes(StandardCharsets.UTF_8);
            case Exchange exchange -> exchange.getMessage().getBody() == null ? new byte[0] : body(exchange);
            case null -> new byte[0];
            default -> String.valueOf(message).getBytes(StandardCharsets.UTF_8);
        };
    }

    private static byte[] body(Exchange exchange) {
        try {
            return exchange.getMessage().getMandatoryBody(byte[].class);
        } catch (InvalidPayloadException unreadable) {
            throw new IllegalArgumentException("a message is neither bytes nor text; set the consumer's deserialiser to bytes", unreadable);
        }
    }
}
