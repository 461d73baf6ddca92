package datong;

import static org.assertj.core.api.Assertions.assertThat;

import datong.intake.Outcome;
import datong.ledger.LedgerWriter.Balance;
import datong.protection.KeyPurpose;
import datong.quality.Leap;
import datong.quality.Measurements;
import datong.quality.jdbc.JdbcMeasurements;
import datong.resolution.EvidenceKeys;
import datong.resolution.jdbc.ResolutionPass;
import datong.resolution.yaml.KnowledgeFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records that exist at their source no more: said by the source, or found by what its complete files no longer hold. */
class DeparturesIT {
    private static final String DELTAS = "number,title,at,caller,phone,op\n";
    private static final String REGISTER = "number,title,at\n";
    @TempDir
    private Path folder;
    private TestIntake intake;
    private Measurements measurements;
    private int files;

    @BeforeEach
    void open() {
        intake = new TestIntake(TestDatabase.fresh(), folder, Path.of("src/test/resources/departures"), 10);
        measurements = new JdbcMeasurements(intake.pool());
    }

    @AfterEach
    void close() {
        intake.close();
    }

    @Test
    void aDeletionTakesTheRecordOutWithWhatIsItsOwnAndLeavesWhatOthersHold() throws IOException {
        deltas("A1,one,2026-11-01 08:00,赵示例,15400001001,I", "A2,two,2026-11-01 09:00,赵示例,15400001001,I", "A3,three,2026-11-01 09:00,钱样本,15400001002,I");

        assertThat(deltas("A1,one,2026-11-01 08:00,赵示例,15400001001,D", "A3,three,2026-11-01 09:00,钱样本,15400001002,D"))
                .as("A1, A3, their two sites and one caller").isEqualTo(new Balance(2, 2, 0, 0, 5));

        assertThat(keys("matter")).containsExactly("A2");
        assertThat(keys("place")).containsExactly("A2/site");
        assertThat(intake.records("deltas-caller", "mobile")).containsExactly(List.of("15400001001"));
        assertThat(intake.number("SELECT count(*) FROM ledger.relation WHERE valid_to IS NULL")).isEqualTo(1);
        assertThat(intake.number("SELECT count(*) FROM ledger.matter_history WHERE removal = 'DELETED' AND valid_to IS NOT NULL")).isEqualTo(2);
    }

    @Test
    void theSameDeletionsOnceMoreChangeNothing() throws IOException {
        deltas("A1,one,2026-11-01 08:00,赵示例,15400001001,I");
        deltas("A1,one,2026-11-01 08:00,赵示例,15400001001,D");

        assertThat(deltas("A1,one,2026-11-01 08:00,赵示例,15400001001,D")).isEqualTo(new Balance(1, 0, 1, 0, 0));
        assertThat(intake.number("SELECT count(*) FROM ledger.matter_history")).isEqualTo(1);
    }

    @Test
    void withinOneFileTheOrderOfTheSourceHolds() throws IOException {
        Balance balance = deltas("A1,one,2026-11-01 08:00,赵示例,15400001001,I", "A1,one,2026-11-01 08:00,赵示例,15400001001,D",
                "A1,again,2026-11-02 08:00,赵示例,15400001001,I", "A2,two,2026-11-02 08:00,钱样本,15400001002,I", "A2,two,2026-11-02 08:00,钱样本,15400001002,D");

        assertThat(balance.read()).isEqualTo(5);
        assertThat(balance.stored()).isEqualTo(5);
        assertThat(keys("matter")).containsExactly("A1");
        assertThat(intake.records("deltas", "title")).containsExactly(List.of("again"));
    }

    @Test
    void aKeyThatIsAPersonsNumberIsFoundAgain() throws IOException {
        register(Stream.concat(rows(1, 20), Stream.of("15400001001,title,2026-11-01 08:00")));
        register(Stream.concat(rows(1, 20), Stream.of("15400001001,title,whenever")));
        register(Stream.concat(rows(1, 20), Stream.of("15400001001,title,whenever")));

        assertThat(keys("matter")).hasSize(21);
    }

    @Test
    void aDeletionWithoutAKeyWaitsInQuarantine() throws IOException {
        assertThat(deltas(",one,2026-11-01 08:00,赵示例,15400001001,D")).isEqualTo(new Balance(1, 0, 0, 1, 0));
    }

    @Test
    void aDeletedRecordLeavesItsClusterWithTheNextPass() throws IOException {
        KnowledgeFolder knowledge = new KnowledgeFolder(Path.of("mappings"));
        knowledge.refresh();
        ResolutionPass pass = new ResolutionPass(intake.pool(), TestIntake.SCHEMA, intake.vault(), new EvidenceKeys(intake.ring().digest(KeyPurpose.RESOLUTION)),
                () -> new ResolutionPass.Held(knowledge.knowledge(), knowledge.version()), intake::drain, Clock.systemUTC(), 100);
        deltas("A1,one,2026-11-01 08:00,赵示例,15400001001,I", "A2,two,2026-11-01 09:00,赵示例,15400001001,I");
        pass.run();
        long facets = intake.number("SELECT count(*) FROM resolution.facet");

        deltas("A1,one,2026-11-01 08:00,赵示例,15400001001,D");
        pass.run();

        assertThat(intake.number("SELECT count(*) FROM resolution.facet")).isLessThan(facets);
        assertThat(intake.number("SELECT count(*) FROM resolution.member m WHERE NOT EXISTS (SELECT FROM ledger.matter e WHERE e.record_id = m.record_id) "
                + "AND NOT EXISTS (SELECT FROM ledger.person e WHERE e.record_id = m.record_id) AND NOT EXISTS (SELECT FROM ledger.place e WHERE e.record_id = m.record_id)")).isZero();
    }

    @Test
    void aRecordMissingFromTwoCompleteFilesLeavesAndComesBackWithTheThird() throws IOException {
        register(rows(1, 20));
        assertThat(register(rows(1, 18)).removed()).isZero();
        assertThat(keys("matter")).hasSize(20);

        assertThat(register(rows(1, 18))).isEqualTo(new Balance(18, 0, 18, 0, 2));

        assertThat(keys("matter")).hasSize(18);
        assertThat(intake.number("SELECT count(*) FROM ledger.matter_history WHERE removal = 'VANISHED'")).isEqualTo(2);
        assertThat(intake.number("SELECT sum(removed_count) FROM intake.batch")).isEqualTo(2);
        assertThat(register(rows(1, 20)).stored()).isEqualTo(2);
        assertThat(intake.number("SELECT count(*) FROM ledger.seen")).isZero();
    }

    @Test
    void aRecordThatIsSeenInBetweenStays() throws IOException {
        register(rows(1, 20));
        register(rows(1, 19));
        register(rows(1, 20));

        assertThat(register(rows(1, 19)).removed()).isZero();
    }

    @Test
    void aRecordThatCannotBeStoredTodayIsNotMissing() throws IOException {
        register(rows(1, 20));
        register(Stream.concat(rows(1, 19), Stream.of("R020,title,whenever")));
        register(Stream.concat(rows(1, 19), Stream.of("R020,title,whenever")));

        assertThat(keys("matter")).hasSize(20);
    }

    @Test
    void filesThatAreEmptyCutOffOrHoldRowsWithoutAKeySayNothing() throws IOException {
        register(rows(1, 20));
        for (int run = 0; run < 3; run++) {
            take("register", REGISTER);
            register(Stream.concat(rows(1, 18), Stream.of(",title,2026-11-01 08:00")));
            take("register", "nummer\n1\n");
        }

        assertThat(keys("matter")).hasSize(20);
        assertThat(intake.number("SELECT count(*) FROM ledger.missing")).isZero();
    }

    @Test
    void moreThanMayLeaveAtOnceWaitForAStewardWhoseWordHoldsOnce() throws IOException {
        register(rows(1, 20));
        register(rows(1, 10));
        assertThat(register(rows(1, 10)).removed()).isZero();
        assertThat(register(rows(1, 10)).removed()).isZero();
        assertThat(measurements.open(Optional.of("register"), 10)).singleElement()
                .satisfies(noted -> assertThat(noted.leap()).returns(Leap.Kind.VANISHED, Leap::kind).returns(20.0, Leap::before).returns(10.0, Leap::now));

        measurements.accept(measurements.open(Optional.of("register"), 1).getFirst().id(), "zhang.steward", Instant.now());
        assertThat(register(rows(1, 10)).removed()).isEqualTo(10);

        register(rows(1, 5));
        assertThat(register(rows(1, 5)).removed()).as("a steward's word is used up").isZero();
    }

    @Test
    void aRunThatWasCutOffBehindItsCountCountsOnce() throws IOException {
        register(rows(1, 20));
        register(rows(1, 19));
        intake.database().sql("UPDATE intake.delivery SET state = 'INTERRUPTED' WHERE received_at = (SELECT max(received_at) FROM intake.delivery)").update();

        assertThat(register(rows(1, 19)).removed()).isZero();
        assertThat(register(rows(1, 19)).removed()).isEqualTo(1);
    }

    private Balance deltas(String... lines) throws IOException {
        return done(take("deltas", DELTAS + String.join("\n", lines) + "\n"));
    }

    private Balance register(Stream<String> lines) throws IOException {
        return done(take("register", REGISTER + lines.collect(Collectors.joining("\n", "", "\n"))));
    }

    private static Stream<String> rows(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(number -> "R%03d,title %d,2026-11-01 08:00".formatted(number, number));
    }

    private Outcome take(String source, String text) throws IOException {
        return intake.take(source, Files.writeString(folder.resolve(source + files++ + ".csv"), text));
    }

    private static Balance done(Outcome outcome) {
        return ((Outcome.Done) outcome).balance();
    }

    private List<String> keys(String element) {
        return intake.database().sql("SELECT source_key FROM ledger." + element + " ORDER BY 1").query(String.class).list();
    }
}
