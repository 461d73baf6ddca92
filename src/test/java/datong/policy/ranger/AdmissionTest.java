package datong.policy.ranger;

import static datong.policy.ranger.Policies.ask;
import static org.assertj.core.api.Assertions.assertThat;

import datong.policy.Admission;
import datong.policy.Decision;
import datong.policy.UsageInMemory;
import datong.policy.yaml.PolicyVersions;
import datong.schema.LedgerSchema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A change comes into force when it is admitted, and over a restart too. */
class AdmissionTest {
    private static final String STRICTER = Policies.READING.replace("rows: 100", "rows: 5");
    @TempDir
    Path folder;
    private final AtomicReference<LedgerSchema> schema = new AtomicReference<>(LedgerSchema.standard());
    private final Door door = new Door();
    private Policies policies;
    private PolicyVersions versions;

    /** Opens when it is told to. */
    private static final class Door implements Admission {
        boolean open = true;
        int settled;
        final List<String> asked = new ArrayList<>();

        @Override
        public boolean admits(Optional<Candidate> inForce, Candidate changed) {
            asked.add(inForce.map(Candidate::policyVersion).orElse("none") + " " + changed.policyVersion());
            return open;
        }

        @Override
        public void settled() {
            settled++;
        }
    }

    @BeforeEach
    void write() {
        policies = new Policies(folder.resolve("policies"));
        versions = new PolicyVersions(folder.resolve("versions"));
    }

    private PolicyFolder open() {
        return new PolicyFolder(policies.folder, schema::get, Set::of, new UsageInMemory(), Optional.empty(), versions, door);
    }

    @Test
    void aChangeWaitsUntilItIsAdmitted() {
        try (PolicyFolder opened = open()) {
            String before = opened.policyVersion();
            door.open = false;
            policies.policy("matter", STRICTER);
            assertThat(opened.refresh()).isFalse();
            assertThat(opened.policyVersion()).isEqualTo(before);
            assertThat(ask(opened, "reader", "status").rows(6).permitted()).isNotNull();
            door.open = true;
            assertThat(opened.refresh()).isTrue();
            assertThat(ask(opened, "reader", "status").rows(6).denied().check()).isEqualTo(Decision.Check.VOLUME);
            assertThat(door.asked).containsExactly("none " + before, before + " " + opened.policyVersion(), before + " " + opened.policyVersion());
        }
    }

    @Test
    void whatWasChangedWhileTheHubWasDownIsAChange() {
        String before;
        try (PolicyFolder opened = open()) {
            before = opened.policyVersion();
        }
        policies.policy("matter", STRICTER);
        door.open = false;
        try (PolicyFolder again = open()) {
            assertThat(again.policyVersion()).isEqualTo(before);
            assertThat(ask(again, "reader", "status").rows(6).permitted()).isNotNull();
        }
    }

    @Test
    void aChangeThatIsTakenBackWaitsNoLonger() {
        try (PolicyFolder opened = open()) {
            door.open = false;
            policies.policy("matter", STRICTER);
            opened.refresh();
            policies.policy("matter", Policies.READING);
            opened.refresh();
            assertThat(door.settled).isEqualTo(1);
        }
    }

    @Test
    void aNewSchemaHoldsForWhatIsInForceWhileAChangeWaits() {
        try (PolicyFolder opened = open()) {
            String before = opened.policyVersion();
            door.open = false;
            policies.policy("matter", STRICTER);
            opened.refresh();
            schema.set(LedgerSchema.standard());
            assertThat(opened.refresh()).isTrue();
            assertThat(opened.policyVersion()).isEqualTo(before);
            assertThat(ask(opened, "reader", "status").rows(6).permitted()).isNotNull();
        }
    }

    @Test
    void aKeptVersionThatSomebodyAlteredIsNotPutInForce() throws Exception {
        String before;
        try (PolicyFolder opened = open()) {
            before = opened.policyVersion();
        }
        Path kept = versions.find(before).orElseThrow().resolve("access/matter.policy.yaml");
        Files.writeString(kept, Files.readString(kept).replace("treatment: mask", "treatment: reveal"));
        try (PolicyFolder again = open()) {
            assertThat(again.policyVersion()).isEqualTo(before);
            assertThat(ask(again, "reader", "reporter_name").permitted().treatments().get(Policies.item("reporter_name")).word()).isEqualTo("mask");
            assertThat(door.asked).as("the folder stands alone, for nothing was in force").hasSize(2).last().asString().startsWith("none ");
        }
    }
}
