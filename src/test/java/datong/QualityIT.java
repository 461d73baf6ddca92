package datong;

import static org.assertj.core.api.Assertions.assertThat;

import datong.intake.Outcome;
import datong.quality.Leap;
import datong.quality.Measurement;
import datong.quality.Measurements;
import datong.quality.jdbc.JdbcMeasurements;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deliveries are measured as they go by; one that leaps is noted and, where the mapping says so, holds its source back. */
class QualityIT {
    private final DataSource database = TestDatabase.fresh();
    private final Measurements measurements = new JdbcMeasurements(database);

    @TempDir
    Path folder;

    private TestIntake intake;

    @BeforeEach
    void open() throws IOException {
        Path mappings = Files.createDirectory(folder.resolve("mappings"));
        Files.writeString(mappings.resolve("orders.mapping.yaml"), Files.readString(Path.of("src/test/resources/kill/orders.mapping.yaml"))
                + "checks:\n  - { flag: LATE_CALLER, when: \"row['caller'] == 'late'\" }\ndrift: { then: stop }\n");
        intake = new TestIntake(database, folder, mappings, 40);
    }

    @AfterEach
    void close() {
        intake.close();
    }

    private Outcome take(String name, int rows, String caller, String at) throws IOException {
        String text = IntStream.range(0, rows).mapToObj(row -> name + "-" + row + ",title " + row + "," + at + "," + caller + ",154%08d\n".formatted(row)).collect(Collectors.joining());
        return intake.take("orders", Files.writeString(folder.resolve(name + ".csv"), "number,title,at,caller,phone\n" + text));
    }

    private void usualDays() throws IOException {
        for (String day : List.of("monday", "tuesday", "wednesday")) {
            take(day, 120, "赵示例", "2026-11-02 08:00:00");
        }
    }

    private List<Leap> leaps() {
        return measurements.open(Optional.of("orders"), 20).stream().map(Measurements.Noted::leap).toList();
    }

    @Test
    void aDeliveryIsMeasuredByItemFlagAndRefusal() throws IOException {
        take("mixed", 90, "late", "2026-11-02 08:00:00");
        Measurement measured = measurements.since("orders", Instant.EPOCH).getFirst();

        assertThat(measured.rows()).isEqualTo(90);
        assertThat(measured.flags()).containsEntry("LATE_CALLER", 90L);
        assertThat(measured.items()).filteredOn(item -> item.item().value().equals("title")).singleElement().matches(item -> item.filled() == 90 && item.distinct() > 85);
        assertThat(measured.items()).filteredOn(item -> item.output().equals("caller") && item.item().value().equals("name")).singleElement()
                .matches(item -> item.records() == 90 && item.distinct() == 1);
    }

    @Test
    void refusedRecordsAreCountedByTheirReason() throws IOException {
        take("broken", 30, "赵示例", "whenever");

        assertThat(measurements.since("orders", Instant.EPOCH).getFirst().refusals()).containsOnly(java.util.Map.entry("NOT_A_TIMESTAMP:reported_at", 30L));
    }

    @Test
    void aLeapHoldsTheSourceUntilAStewardHasLooked() throws IOException {
        usualDays();
        assertThat(leaps()).isEmpty();
        take("thursday", 2_000, "赵示例", "2026-11-02 08:00:00");

        assertThat(leaps()).extracting(Leap::kind).contains(Leap.Kind.ROWS);
        assertThat(take("friday", 120, "赵示例", "2026-11-02 08:00:00")).isInstanceOfSatisfying(Outcome.Stopped.class, stopped -> assertThat(stopped.rule()).isEqualTo("LEAP_HELD"));

        measurements.open(Optional.of("orders"), 20).forEach(open -> measurements.accept(open.id(), "zhang.steward", Instant.now()));
        assertThat(take("friday", 120, "赵示例", "2026-11-02 08:00:00")).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void aLeapIsAcceptedOnce() throws IOException {
        usualDays();
        take("thursday", 2_000, "赵示例", "2026-11-02 08:00:00");
        long id = measurements.open(Optional.empty(), 1).getFirst().id();

        assertThat(measurements.accept(id, "zhang.steward", Instant.now())).isPresent();
        assertThat(measurements.accept(id, "zhang.steward", Instant.now())).isEmpty();
    }

    @Test
    void howManyDeliveriesCouldBeReadIsCounted() throws IOException {
        take("good", 5, "赵示例", "2026-11-02 08:00:00");
        intake.take("orders", Files.writeString(folder.resolve("drifted.csv"), "nummer\n1\n"));

        assertThat(measurements.ended("orders", Instant.EPOCH)).isEqualTo(new Measurements.Ended(2, 1));
    }
}
