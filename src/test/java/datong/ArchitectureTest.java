package datong;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** docs/ARCHITECTURE.md is the rule. Small classes below {@code planted} break each line of it, to prove that it bites. */
class ArchitectureTest {
    private final HousePlan plan = plan();

    @Test
    void everyClassKeepsThePlan() {
        JavaClasses house = new ClassFileImporter().importPath(Path.of("target/classes"));
        assertThat(house.size()).isGreaterThan(300);
        assertThat(plan.broken(house)).isEmpty();
    }

    @Test
    void importsPointUp() {
        assertThat(plan.pointingDown()).isEmpty();
    }

    @Test
    void everyPackageSaysWhatItIsFor() throws IOException {
        assertThat(HousePlan.packagesWithoutPackageInfo()).isEmpty();
    }

    @Test
    void bothTablesAreRead() {
        assertThat(plan.rooms()).containsKeys("schema", "audit", "web", "cli").hasSizeGreaterThan(12);
        assertThat(plan.technologies()).containsKeys("org.apache.ranger", "java.sql", "javax.sql").hasSizeGreaterThan(12);
    }

    @TestFactory
    List<DynamicTest> aPlantedImportIsFoundInEveryRoom() {
        return plan.rooms().keySet().stream().filter(room -> !plan.rooms().get(room).everything())
                .map(room -> DynamicTest.dynamicTest(room, () -> assertThat(plan.broken(planted("datong." + room + ".planted")))
                        .as("violations planted in datong." + room + ".planted")
                        .anyMatch(sentence -> sentence.contains("the room '" + room + "' may not import")))).toList();
    }

    @TestFactory
    List<DynamicTest> aPlantedTechnologyIsFoundForEveryLine() {
        List<String> found = plan.broken(planted("datong.catalogue.planted"));
        return plan.technologies().keySet().stream().map(technology -> DynamicTest.dynamicTest(technology,
                () -> assertThat(found).anyMatch(sentence -> sentence.contains(": " + technology + " belongs only in")))).toList();
    }

    @Test
    void aRoomThatThePageDoesNotNameIsFound() {
        assertThat(plan.broken(planted("datong.attic"))).singleElement().asString().contains("the room 'attic' is missing");
    }

    @Test
    void noRoomMayUseTheWiring() {
        assertThat(plan.broken(planted("datong.web.planted"))).anyMatch(sentence -> sentence.contains("may not import 'datong'"));
    }

    /** An executor that is thrown an error never runs the task again, and says nothing. */
    @Test
    void noErrorEndsWhatIsDoneAgainAndAgain() {
        List<JavaClass> again = new ClassFileImporter().importPath(Path.of("target/classes")).stream().filter(ArchitectureTest::repeats).toList();
        assertThat(again).hasSizeGreaterThan(15);
        assertThat(again).allMatch(ArchitectureTest::catchesErrors);
    }

    @Test
    void whatAnErrorWouldEndIsFound() {
        assertThat(new ClassFileImporter().importClasses(EndedByAnError.class).get(EndedByAnError.class)).matches(ArchitectureTest::repeats).matches(one -> !catchesErrors(one));
    }

    private static boolean repeats(JavaClass one) {
        return one.getMethodCallsFromSelf().stream().anyMatch(call -> call.getName().equals("scheduleWithFixedDelay") || call.getName().equals("scheduleAtFixedRate"));
    }

    private static boolean catchesErrors(JavaClass one) {
        return one.getCodeUnits().stream().flatMap(unit -> unit.getTryCatchBlocks().stream()).flatMap(block -> block.getCaughtThrowables().stream())
                .anyMatch(caught -> caught.isEquivalentTo(Error.class) || caught.isEquivalentTo(Throwable.class));
    }

    private static final class EndedByAnError {
        static void start(ScheduledExecutorService clockwork, Runnable round) {
            clockwork.scheduleWithFixedDelay(() -> attempt(round), 1, 1, TimeUnit.SECONDS);
        }

        private static void attempt(Runnable round) {
            try {
                round.run();
            } catch (RuntimeException failure) {
                throw new IllegalStateException("for the rule to find", failure);
            }
        }
    }

    private static List<JavaClass> planted(String packageName) {
        return new ClassFileImporter().importPackages(packageName).stream().toList();
    }

    private static HousePlan plan() {
        try {
            return HousePlan.read();
        } catch (IOException missing) {
            throw new AssertionError("the page that holds the rules cannot be read", missing);
        }
    }
}
