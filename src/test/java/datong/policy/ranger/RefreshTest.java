package datong.policy.ranger;

import static datong.policy.ranger.Policies.ask;
import static org.assertj.core.api.Assertions.assertThat;

import datong.policy.Decision;
import datong.schema.DatasetCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A changed folder goes live whole or not at all. */
class RefreshTest {
    @TempDir
    Path folder;
    private Policies policies;

    @BeforeEach
    void open() {
        policies = new Policies(folder);
    }

    @Test
    void aFolderThatDidNotChangeStaysAsItIs() {
        try (PolicyFolder opened = policies.open()) {
            String before = opened.policyVersion();
            assertThat(opened.refresh()).isFalse();
            assertThat(opened.policyVersion()).isEqualTo(before);
        }
    }

    @Test
    void aChangeGoesLiveUnderANewVersion() {
        try (PolicyFolder opened = policies.open()) {
            String before = opened.policyVersion();
            policies.policy("matter", Policies.READING.replace("rows: 100", "rows: 5"));
            assertThat(opened.refresh()).isTrue();
            assertThat(opened.policyVersion()).isNotEqualTo(before);
            assertThat(ask(opened, "reader", "status").rows(6).denied().check()).isEqualTo(Decision.Check.VOLUME);
        }
    }

    @Test
    void aBrokenChangeLeavesTheLastGoodSnapshotInForceUntilItIsMended() {
        try (PolicyFolder opened = policies.open()) {
            String before = opened.policyVersion();
            policies.policy("matter", Policies.READING.replace("treatment: mask", "treatment: maks"));
            assertThat(opened.refresh()).isFalse();
            assertThat(opened.problems()).hasSize(1);
            assertThat(opened.policyVersion()).isEqualTo(before);
            assertThat(ask(opened, "reader", "status").permitted()).isNotNull();
            policies.policy("matter", Policies.READING);
            opened.refresh();
            assertThat(opened.problems()).isEmpty();
        }
    }

    @Test
    void aDeletedFileStopsItsPolicy() {
        try (PolicyFolder opened = policies.open()) {
            assertThat(ask(opened, "reader", "status").permitted()).isNotNull();
            policies.delete("access/matter.policy.yaml");
            assertThat(opened.refresh()).isTrue();
            assertThat(ask(opened, "reader", "status").denied().check()).isEqualTo(Decision.Check.GRANT);
        }
    }

    @Test
    void aFolderThatIsGoneLeavesTheLastGoodSnapshotInForce() throws Exception {
        try (PolicyFolder opened = policies.open()) {
            try (Stream<Path> all = Files.walk(folder)) {
                all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
            }
            assertThat(opened.refresh()).isFalse();
            assertThat(opened.problems()).hasSize(1);
            assertThat(ask(opened, "reader", "status").permitted()).isNotNull();
        }
    }

    @Test
    void aChangedSchemaIsTakenUpWithoutAChangedFile() {
        var schema = new AtomicReference<>(policies.schema);
        try (PolicyFolder opened = new PolicyFolder(folder, schema::get, Set::of, policies.usage)) {
            schema.set(datong.schema.LedgerSchema.standard());
            assertThat(opened.refresh()).isTrue();
        }
    }

    @Test
    void aMappingThatIsGoneIsMissedWithoutAChangedFileAndFoundAgain() {
        policies.policy("petitions", Policies.READING.replace("element: matter", "element: matter, dataset: petitions"));
        var mapped = new AtomicReference<>(Set.of(new DatasetCode("petitions")));
        try (PolicyFolder opened = new PolicyFolder(folder, () -> policies.schema, mapped::get, policies.usage)) {
            assertThat(opened.problems()).isEmpty();
            mapped.set(Set.of(new DatasetCode("grid-events")));
            opened.refresh();
            assertThat(opened.problems()).singleElement().asString().contains("no mapping feeds a dataset 'petitions'");
            mapped.set(Set.of(new DatasetCode("petitions")));
            opened.refresh();
            assertThat(opened.problems()).isEmpty();
        }
    }

    /** Readers see one snapshot or the other, never a mixture, a gap or a closed engine. */
    @Test
    void questionsDuringASwapAreAnsweredByTheOldOrTheNewSnapshot() throws Exception {
        AtomicBoolean going = new AtomicBoolean(true);
        CountDownLatch started = new CountDownLatch(2);
        try (PolicyFolder opened = policies.open(); ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<Integer>> readers = Stream.of("reader", "both").map(subject -> threads.submit(() -> {
                int answered = 0;
                while (going.get()) {
                    Decision.Permitted permitted = ask(opened, subject, "status", "title").onBehalfOf("A-" + answered).permitted();
                    boolean strict = permitted.obligations().contains("MAX_ROWS:50");
                    assertThat(permitted.treatments().get(Policies.item("title")).word()).isEqualTo(strict ? "redact" : "mask");
                    answered++;
                    started.countDown();
                }
                return answered;
            })).toList();
            started.await();
            for (int swap = 0; swap < 20; swap++) {
                policies.policy("matter", swap % 2 == 0 ? Policies.READING.replace("rows: 100", "rows: 50").replace("treatment: mask", "treatment: redact") : Policies.READING);
                assertThat(opened.refresh()).isTrue();
            }
            going.set(false);
            for (Future<Integer> reader : readers) {
                assertThat(reader.get()).isPositive();
            }
        }
    }
}
