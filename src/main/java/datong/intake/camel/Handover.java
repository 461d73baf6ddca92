package datong.intake.camel;

import com.github.f4b6a3.ulid.UlidCreator;
import datong.intake.Delivery;
import datong.intake.Intake;
import datong.intake.Outcome;
import datong.intake.Spool;
import datong.mapping.Mapping;
import datong.mapping.Mappings;
import datong.source.Format;
import datong.source.RecordReader;
import datong.source.RecordReaders;
import datong.source.UnreadableSource;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.camel.Exchange;
import org.apache.camel.component.file.GenericFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns a Camel exchange into a delivery and hands it to intake. What is not a file is spooled to one first. */
public final class Handover {
    private static final Logger LOG = LoggerFactory.getLogger(Handover.class);
    private static final int TRIES = 5;
    private final Intake intake;
    private final Mappings mappings;
    private final RecordReaders readers;
    private final Spool spool;
    private final BooleanSupplier ledgerAnswers;
    private final Clock clock;
    private final MessageBatches messages;

    /** @param ledgerAnswers whether the database takes work now; takes its time to say no */
    public Handover(Intake intake, Mappings mappings, RecordReaders readers, Spool spool, BooleanSupplier ledgerAnswers, Clock clock) {
        this.ledgerAnswers = ledgerAnswers;
        this.intake = intake;
        this.mappings = mappings;
        this.readers = readers;
        this.spool = spool;
        this.clock = clock;
        this.messages = new MessageBatches(intake, mappings, this::awaitLedger, clock);
    }

    void hand(String source, Exchange exchange) throws Exception {
        Object body = exchange.getMessage().getBody();
        switch (body) {
            case GenericFile<?> file when file.getFile() instanceof File local -> patiently(source, file.getFileName(), () -> take(source, local.toPath(), file.getFileName()));
            case File file -> patiently(source, file.getName(), () -> take(source, file.toPath(), file.getName()));
            case Parcel parcel -> once(source, parcel);
            case Pull pull -> patiently(source, pull.name(), () -> take(source, pull));
            case List<?> list -> messages.take(source, exchange.getFromRouteId(), list);
            case null -> throw new IllegalArgumentException("the exchange has no body; ledger:" + source + " expects a file, a stream, a text or a list of messages");
            default -> spooled(source, exchange);
        }
    }

    private interface Taking {
        Outcome take() throws IOException;
    }

    /**
     * A delivery that comes while the database is away waits for it, and one that loses it in the middle is taken again from its
     * beginning: failing, its file would be set aside as if it were bad.
     */
    private void patiently(String source, String name, Taking taking) throws Exception {
        for (int attempt = 1; ; attempt++) {
            awaitLedger();
            try {
                check(source, name, taking.take());
                return;
            } catch (RuntimeException failure) {
                NotTaken away = NotTaken.databaseAway(source, failure).orElseThrow(() -> failure);
                if (attempt == TRIES) {
                    throw away;
                }
                LOG.warn("{}", away.getMessage());
            }
        }
    }

    /** Its consumer has it handed over again by the sender, as another delivery. */
    private void once(String source, Parcel parcel) throws Exception {
        awaitLedger();
        check(source, parcel.name(), take(parcel.delivery(), source, parcel.file(), parcel.name()));
    }

    void awaitLedger() throws InterruptedException {
        while (!ledgerAnswers.getAsBoolean()) {
            if (Thread.interrupted()) {
                throw new InterruptedException("stopped while waiting for the database");
            }
        }
    }

    /** Takes one file to its end, as the routes do. */
    public Outcome take(String source, Path file, String name) throws IOException {
        return take(id(), source, file, name);
    }

    private Outcome take(String delivery, String source, Path file, String name) throws IOException {
        Instant receivedAt = clock.instant();
        SteadyFile.State begun = SteadyFile.State.of(file);
        Format format = mappings.find(source).map(Mapping::format).orElse(null);
        return intake.take(new Delivery(delivery, source, name, begun.size(), Optional.of(HexFormat.of().formatHex(Digests.sha256(file))), receivedAt, Optional.empty(),
                () -> new SteadyFile(file, begun, readers.open(file, format))));
    }

    private void spooled(String source, Exchange exchange) throws Exception {
        try (InputStream stream = exchange.getMessage().getMandatoryBody(InputStream.class)) {
            stream(source, exchange.getMessage().getHeader(Exchange.FILE_NAME, exchange.getExchangeId(), String.class), stream);
        }
    }

    /** Takes what can be read only once: it is kept as a file first. */
    void stream(String source, String name, InputStream stream) throws Exception {
        try (Spool.Spooled kept = spool.keep(stream, Long.MAX_VALUE)) {
            patiently(source, name, () -> take(source, kept.file(), name));
        }
    }

    private Outcome take(String source, Pull pull) {
        return intake.take(new Delivery(id(), source, pull.name(), -1, Optional.empty(), clock.instant(), Optional.of(pull.channel()), () -> pull.open(mappings.find(source).map(Mapping::format).orElseThrow())));
    }

    MessageBatches messages() {
        return messages;
    }

    private static void check(String source, String name, Outcome outcome) throws NotTaken {
        switch (outcome) {
            case Outcome.Done done -> { }
            case Outcome.SetAside aside -> throw NotTaken.setAside(source, name, aside);
            case Outcome.Stopped stopped -> throw NotTaken.stopped(source, name, stopped);
        }
    }

    private static String id() {
        return UlidCreator.getMonotonicUlid().toString();
    }

    /** Records that a consumer pulls itself, in an order it can go on behind. */
    public interface Pull {
        String name();

        /** The id of the route that pulls: what its watermark is kept under. */
        String channel();

        /** @param format as the mapping in force says */
        RecordReader open(Format format) throws UnreadableSource, IOException;
    }
}
