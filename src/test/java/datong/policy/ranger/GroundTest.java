package datong.policy.ranger;

import static org.assertj.core.api.Assertions.assertThat;

import datong.policy.Admission.Candidate;
import datong.schema.DatasetCode;
import datong.schema.Element;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever two sets of policies can decide differently for somebody shows in the grounds of their decisions, or nobody would ask again. */
class GroundTest {
    private static final DatasetCode HOTLINE = new DatasetCode("hotline-12345");
    @TempDir
    Path folder;

    private static Object ground(PolicyFolder policies, String subject) {
        Candidate candidate = policies.rehearsal().orElseThrow();
        return candidate.ground(subject, Element.MATTER, HOTLINE);
    }

    @ParameterizedTest
    @CsvSource({"access/matter.policy.yaml, 'treatment: mask', 'treatment: redact'", "access/matter.policy.yaml, 'rows: 100', 'rows: 101'",
        "access/matter.policy.yaml, 'accesses: [query, lookup]', 'accesses: [query]'", "access/matter.policy.yaml, subject.division, everywhere",
        "subjects.yaml, 'groups: [readers] }', 'groups: [readers], sources: [hotline-12345] }'",
        "organisations.yaml, 'english: A,', 'english: A, aliases: [A],'"})
    void whatChangesForAReaderIsAnotherGround(String file, String from, String to) throws Exception {
        Policies policies = new Policies(folder);
        try (PolicyFolder before = policies.open()) {
            String text = Files.readString(folder.resolve(file));
            assertThat(text).contains(from);
            policies.write(file, text.replace(from, to));
            try (PolicyFolder after = policies.open()) {
                assertThat(after.problems()).isEmpty();
                assertThat(ground(after, "reader")).isNotEqualTo(ground(before, "reader"));
                assertThat(after.rehearsal().orElseThrow().ground("reader", Element.MATTER, HOTLINE, "SERVICE", Optional.empty()))
                        .isNotEqualTo(before.rehearsal().orElseThrow().ground("reader", Element.MATTER, HOTLINE, "SERVICE", Optional.empty()));
            }
        }
    }

    @Test
    void whatChangesForReadersIsNoOtherGroundForOthers() {
        Policies policies = new Policies(folder);
        try (PolicyFolder before = policies.open()) {
            policies.policy("matter", Policies.READING.replace("rows: 100", "rows: 101"));
            try (PolicyFolder after = policies.open()) {
                assertThat(ground(after, "other")).isEqualTo(ground(before, "other"));
            }
        }
    }
}
