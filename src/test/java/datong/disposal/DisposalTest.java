package datong.disposal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import datong.disposal.yaml.RetentionFile;
import datong.schema.DatasetCode;
import datong.schema.Element;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisposalTest {
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    private static final DatasetCode HOTLINE = new DatasetCode("hotline-12345");
    @TempDir
    Path folder;
    private final CertificatesInMemory certificates = new CertificatesInMemory();
    private final List<String> pieces = new ArrayList<>(List.of("a", "b", "c"));
    private final AtomicInteger ids = new AtomicInteger();
    private int dieAfter = Integer.MAX_VALUE;

    /** One piece a portion. */
    private final Store store = new Store() {
        @Override
        public Rule.Kind what() {
            return Rule.Kind.SAMPLES;
        }

        @Override
        public List<Part> parts(Rules rules) {
            return rules.of(what()).map(rule -> new Part("", rule)).stream().toList();
        }

        @Override
        public boolean any(String scope, Instant cutoff) {
            return !pieces.isEmpty();
        }

        @Override
        public boolean destroy(Certificate certificate) {
            if (dieAfter-- == 0) {
                throw new IllegalStateException("killed");
            }
            certificates.add(certificate.id(), List.of(pieces.removeFirst()));
            return !pieces.isEmpty();
        }
    };

    private Rules rules(String lines) throws IOException {
        return new RetentionFile(Files.writeString(folder.resolve("retention.yaml"), "retention:\n" + lines)).rules();
    }

    private Disposal disposal(Rules rules) {
        return new Disposal(List.of(store), () -> rules, certificates, () -> "D" + ids.incrementAndGet(), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Test
    void whatIsOverItsTermStandsOnACertificateWithItsRule() throws IOException {
        List<Certificate> made = disposal(rules("  - { what: samples, days: 90, source: PIPL 19 }")).round();

        assertThat(made).singleElement().satisfies(one -> {
            assertThat(one.rule()).isEqualTo("SAMPLES: 90 days (PIPL 19)");
            assertThat(one.pieces()).isEqualTo(3);
            assertThat(one.cutoff()).isEqualTo(Instant.parse("2026-08-24T08:00:00Z"));
            assertThat(one.digest()).isEqualTo(Certificates.digest(Certificates.digest(Certificates.digest(Certificate.NOTHING, List.of("a")), List.of("b")), List.of("c")));
        });
        assertThat(certificates.events).singleElement().satisfies(event -> assertThat(event.details()).containsEntry("pieces", "3"));
    }

    @Test
    void whatWasCutOffIsFinishedOnTheSameCertificateEvenIfTheRuleIsGone() throws IOException {
        dieAfter = 1;
        Rules rules = rules("  - { what: samples, days: 90 }");
        assertThatThrownBy(() -> disposal(rules).round()).hasMessage("killed");
        dieAfter = Integer.MAX_VALUE;
        disposal(new Rules(List.of())).round();

        assertThat(certificates.all.values()).singleElement().satisfies(one -> assertThat(one.pieces()).isEqualTo(3));
        assertThat(certificates.unfinished()).isEmpty();
    }

    @Test
    void withoutARuleOrWithoutTheFileEverythingIsKept() {
        assertThat(new RetentionFile(folder.resolve("none.yaml")).rules().all()).isEmpty();
        assertThat(disposal(new Rules(List.of())).round()).isEmpty();
        assertThat(pieces).hasSize(3);
    }

    @Test
    void ofSeveralRulesTheMostParticularCounts() throws IOException {
        Rules rules = rules("  - { what: history, days: 1000 }\n  - { what: history, element: matter, days: 500 }\n  - { what: history, dataset: hotline-12345, days: 100 }");

        assertThat(rules.of(Rule.Kind.HISTORY, Element.MATTER, HOTLINE).map(Rule::days)).contains(100);
        assertThat(rules.of(Rule.Kind.HISTORY, Element.MATTER, new DatasetCode("other")).map(Rule::days)).contains(500);
        assertThat(rules.of(Rule.Kind.HISTORY, Element.PERSON, new DatasetCode("other")).map(Rule::days)).contains(1000);
        assertThat(rules.of(Rule.Kind.SAMPLES)).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            - { what: usage, days: 2000 };                     locked for three years
            - { what: audit, days: 2000 };                     locked for three years
            - { what: nonsense, days: 100 };                   one of history
            - { what: history, days: 1 };                      7 at least
            - { what: samples, days: many };                   7 at least
            - { what: stills, days: 29 };                      30 days at least
            - { what: samples, element: person, days: 90 };    only 'history'
            - { what: history, element: nobody, days: 90 };    no element
            - { what: history, days: 90, more: 1 };            expected only
            """)
    void aRuleThatCannotBeTakenIsRefusedWithItsNumber(String line, String why) {
        assertThatThrownBy(() -> rules("  " + line)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("retention.yaml: rule 1").hasMessageContaining(why);
    }

    @Test
    void theTermsThatComeWithTheHubCanBeTaken() {
        assertThat(new RetentionFile(Path.of("mappings/retention.yaml")).rules().all()).hasSize(6);
    }
}
