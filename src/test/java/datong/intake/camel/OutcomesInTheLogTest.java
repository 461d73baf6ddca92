package datong.intake.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import datong.LogLines;
import datong.intake.BatchEvents;
import datong.intake.Deliveries;
import datong.intake.Delivery;
import datong.intake.Intake;
import datong.intake.Outcome;
import datong.intake.Stages;
import datong.ledger.LedgerUnavailable;
import datong.mapping.Given;
import datong.mapping.Mapping;
import datong.mapping.Mappings;
import datong.quality.NothingMeasured;
import datong.quality.QualityGate;
import datong.source.UnreadableSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;

/** What an operator reads when a delivery did not go through. Routes and error handling are the hub's own. */
class OutcomesInTheLogTest {
    private static final String SETTINGS = settings();
    private final LogLines said = LogLines.of(Logger.ROOT_LOGGER_NAME);
    private final ExecutorService workers = Executors.newSingleThreadExecutor();
    private final DefaultCamelContext context = new DefaultCamelContext();
    private Consumer<Delivery> onBegin = delivery -> { };
    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        said.close();
        context.stop();
        workers.shutdownNow();
    }

    @Test
    void aFileThatIsSetAsideIsOneLineWithSourceNameRuleAndWhatToDo() throws Exception {
        run("probe");
        deliver("probe", "broken.csv");

        assertThat(warnings()).singleElement().asString()
                .isEqualTo("WARN probe: broken.csv was set aside by NOT_A_WORKBOOK: this is no workbook; mend it and deliver it again");
        assertThat(traces()).isZero();
    }

    @Test
    void aDeliveryThatIsStoppedIsOneLineToo() throws Exception {
        run("nobodys");
        deliver("nobodys", "orders.csv");

        assertThat(warnings()).singleElement().asString().startsWith("WARN nobodys: orders.csv was stopped by NO_MAPPING: ")
                .contains("mappings/nobodys.mapping.yaml").endsWith("deliver it again after that");
        assertThat(traces()).isZero();
    }

    @Test
    void aNumberOfAPersonInAFilesNameDoesNotReachTheLog() throws Exception {
        run("nobodys");
        deliver("nobodys", "110199194509091170 15400001001.csv");

        assertThat(warnings()).singleElement().asString().startsWith("WARN nobodys: … ….csv was stopped").doesNotContain("15400001001", "1945");
    }

    @Test
    void aDatabaseThatGoesAwayIsOneLineATryAndTheFileIsTakenAgain() throws Exception {
        onBegin = delivery -> {
            throw new LedgerUnavailable("a batch was not stored", new SQLException("this connection has been closed", "08003"));
        };
        run("probe");
        deliver("probe", "orders.csv");

        assertThat(warnings()).hasSize(5).allSatisfy(line -> assertThat(line).startsWith("WARN probe: the hub's database went away").contains("08003", "taken again"));
        assertThat(traces()).isZero();
    }

    @Test
    void aSurpriseOfOurOwnKeepsItsStackTraceOnce() throws Exception {
        onBegin = delivery -> {
            throw new IllegalStateException("nobody thought of this");
        };
        run("probe");
        deliver("probe", "orders.csv");

        assertThat(warnings()).singleElement().asString().contains("nobody thought of this");
        assertThat(traces()).isEqualTo(1);
    }

    @Test
    void aTableThatCannotBeReadIsOneLineHoweverOftenItIsPolled() throws Exception {
        PGSimpleDataSource nowhere = new PGSimpleDataSource();
        nowhere.setPortNumbers(new int[] {1});
        AtomicInteger polls = new AtomicInteger();
        pull(name -> {
            polls.incrementAndGet();
            return Optional.of(nowhere);
        });

        await().atMost(Duration.ofMinutes(4)).until(() -> polls.get() >= 3);
        assertThat(warnings()).hasSize(1);
        assertThat(warnings().getFirst()).startsWith("WARN cases: office.cases could not be read (SQLSTATE 08001)").contains("tried again");
        assertThat(traces()).isZero();
    }

    @Test
    void aTableOfADatabaseThatIsNotConfiguredSaysWhatToSet() throws Exception {
        pull(name -> Optional.empty());

        await().atMost(Duration.ofMinutes(4)).until(() -> !warnings().isEmpty());
        assertThat(warnings().getFirst()).contains("no datong.datasources.hub is configured; set its url");
        assertThat(traces()).isZero();
    }

    private void run(String source) throws Exception {
        equip(name -> Optional.empty());
        integration(source, "{ uri: 'file:" + folder.resolve(source) + "', parameters: { delay: 100, initialDelay: 0, moveFailed: .failed },"
                + " steps: [ { to: 'ledger:" + source + "' } ] }");
    }

    private void pull(java.util.function.Function<String, Optional<DataSource>> databases) throws Exception {
        equip(databases);
        integration("cases", "{ uri: 'table:office.cases', parameters: { watermark: at, key: no, delay: 300 }, steps: [ { to: 'ledger:cases' } ] }");
    }

    private void equip(java.util.function.Function<String, Optional<DataSource>> databases) throws Exception {
        context.addComponent("ledger", new LedgerComponent(handover()));
        context.addComponent("table", new TableComponent(databases, (url, user, password) -> null, source -> Optional.empty()));
        context.addRoutesConfigurations(new QuietOutcomes());
        context.start();
    }

    private void integration(String id, String from) throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("integrations")).resolve(id + ".camel.yaml"), "- route: { id: " + id + ", from: " + from + " }\n");
        Integrations integrations = new Integrations(folder.resolve("integrations"), new ChannelSettings(folder, name -> Optional.empty()), context, () -> {
            DefaultCamelContext scratch = Integrations.trialContext();
            scratch.addComponent("ledger", new LedgerComponent(handover()));
            scratch.addComponent("table", new TableComponent(name -> Optional.empty(), (url, user, password) -> null, source -> Optional.empty()));
            return scratch;
        }, Given.CLOCK);
        integrations.refresh();
        assertThat(integrations.problems()).isEmpty();
    }

    /** Puts a file in and waits until its route has put it aside. */
    private void deliver(String source, String name) throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve(source)).resolve(name), "x");
        await().atMost(Duration.ofMinutes(4)).until(() -> Files.exists(folder.resolve(source).resolve(".failed").resolve(name)));
    }

    private Handover handover() {
        Stages unused = new Stages(mapped -> {
            throw new AssertionError("no record gets so far");
        }, validated -> {
            throw new AssertionError("no record gets so far");
        }, key -> key);
        Intake intake = new Intake(new ProbeOnly(), unused, batch -> {
            throw new AssertionError("no batch gets so far");
        }, new NothingPresent(), new Watched(), new BatchEvents(event -> "{}", event -> { }, () -> { }, Given.CLOCK), new QualityGate(new NothingMeasured()), datong.intake.Mends.NONE, workers, new Intake.Settings(10, 1), Given.CLOCK);
        return new Handover(intake, new ProbeOnly(), (file, format) -> {
            throw new UnreadableSource("NOT_A_WORKBOOK", 0, "this is no workbook");
        }, new datong.intake.Spool(folder.resolve("spool")), () -> true, Given.CLOCK);
    }

    private record ProbeOnly() implements Mappings {
        @Override
        public Optional<Mapping> find(String source) {
            return source.equals("probe") ? Optional.of(Given.item("title: 标题")) : Optional.empty();
        }

        @Override
        public List<Mapping> all() {
            return List.of();
        }
    }

    private final class Watched implements Deliveries {
        @Override
        public void begin(Delivery delivery) {
            onBegin.accept(delivery);
        }

        @Override
        public void progress(String delivery, long rows, long bytes) {}

        @Override
        public void end(Outcome outcome, long rows, long bytes) {}

        @Override
        public void interrupted(String delivery) {}
    }

    private List<String> warnings() {
        return loud().map(event -> event.getLevel() + " " + event.getFormattedMessage()).toList();
    }

    private long traces() {
        return loud().filter(event -> event.getThrowableProxy() != null).count();
    }

    private Stream<ILoggingEvent> loud() {
        return said.all().filter(event -> event.getLevel().isGreaterOrEqual(Level.WARN) && !silenced(event) && !elsewhere(event));
    }

    /** Of a room beside intake: a thread that a test before this one has left. */
    private static boolean elsewhere(ILoggingEvent event) {
        return event.getLoggerName().startsWith("datong.") && !event.getLoggerName().startsWith("datong.intake.");
    }

    /** Whether the hub's own settings leave the event out. */
    private static boolean silenced(ILoggingEvent event) {
        return event.getLevel() == Level.WARN && SETTINGS.contains("\n    " + event.getLoggerName() + ": ERROR");
    }

    private static String settings() {
        try {
            return Files.readString(Path.of("src/main/resources/application.yaml"));
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }
}
