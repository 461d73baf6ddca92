package datong.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import datong.policy.Action;
import datong.policy.Decision;
import datong.policy.Organisations;
import datong.policy.Treatment;
import datong.query.ListLedger;
import datong.query.TestHouse;
import datong.schema.Dataset;
import datong.schema.DatasetCode;
import datong.schema.LedgerSchema;
import datong.schema.Level;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CatalogueTest {
    private final TestHouse.Decisions decisions = new TestHouse.Decisions();
    private final TestHouse.Log log = new TestHouse.Log();
    private final Standings standings = new Standings() {
        @Override
        public Standing.Usage usage(Dataset dataset, LocalDate from, LocalDate to) {
            return new Standing.Usage(from.lengthOfMonth() == to.getDayOfMonth() && from.getDayOfMonth() == 1 ? 7 : 42, 3);
        }

        @Override
        public Standing.Freshness freshness(Dataset dataset, Optional<Description.Frequency> promised) {
            return new Standing.Freshness(Standing.Freshness.State.LATE, Optional.of(Instant.EPOCH), Optional.empty());
        }
    };
    private final LedgerSchema schema = LedgerSchema.standard();
    private final Catalogue catalogue = new Catalogue(TestHouse.datasets(TestHouse.hotline()), () -> schema, () -> Register.EMPTY, new WholeRuns(), () -> datong.catalogue.OtherNames.NONE, decisions,
            new ListLedger().with(Map.of("record_id", ListLedger.id(1))), standings, log, () -> "event", Clock.fixed(Instant.parse("2026-11-22T04:00:00Z"), ZoneOffset.UTC));

    @Test
    void aDatasetStandsWithItsItemsInOrderItsHighestLevelAndItsRecords() {
        DatasetEntry entry = catalogue.visibleTo(TestHouse.STREET).getFirst();
        assertThat(entry.items().getFirst().name().value()).isEqualTo("title");
        assertThat(entry.level()).isEqualTo(Level.L4);
        assertThat(entry.records()).isEqualTo(1);
        assertThat(decisions.asked.getFirst().action()).isEqualTo(Action.DISCOVER);
    }

    @Test
    void aDatasetThatMayNotBeDiscoveredIsAsIfItWereNotThere() {
        decisions.then = permitted -> new Decision.Denied(Decision.Check.GRANT, "none", "no", "v1");
        assertThat(catalogue.visibleTo(TestHouse.STREET)).isEmpty();
        assertThat(catalogue.find(TestHouse.STREET, TestHouse.HOTLINE)).isEmpty();
    }

    @Test
    void whatASubjectWouldSeeIsToldItemByItem() {
        WouldSee.Seen seen = (WouldSee.Seen) catalogue.whatWouldISee(TestHouse.STREET, TestHouse.HOTLINE, "SERVICE.REQUEST", Action.QUERY,
                Optional.empty(), Optional.empty()).orElseThrow();
        assertThat(seen.items()).anySatisfy(item -> {
            assertThat(item.item().name().value()).isEqualTo("reporter_phone");
            assertThat(item.treatment()).isEqualTo(new Treatment.Mask());
            assertThat(item.lookup()).isTrue();
        });
        assertThat(seen.rule()).isEqualTo("street-may-query");
    }

    @Test
    void aReadOfTheCatalogueIsAudited() {
        catalogue.read(TestHouse.STREET, "192.0.2.7");
        catalogue.read(TestHouse.STREET, TestHouse.HOTLINE, "192.0.2.7");
        assertThat(log.events).hasSize(2).allSatisfy(event -> {
            assertThat(event.kind()).isEqualTo("CATALOGUE_READ");
            assertThat(event.actor()).isEqualTo("street");
            assertThat(event.decision()).isEqualTo("PERMITTED");
            assertThat(event.clientAddress()).isEqualTo("192.0.2.7");
        });
        assertThat(log.events.get(1).dataset()).isEqualTo("hotline");
    }

    @Test
    void aReadOfADatasetThatMayNotBeKnownIsAuditedAsDeniedAndAWrongCodeIsNotWrittenDown() {
        decisions.then = permitted -> new Decision.Denied(Decision.Check.GRANT, "none", "no", "v1");
        catalogue.read(TestHouse.STREET, TestHouse.HOTLINE, "192.0.2.7");
        catalogue.read(TestHouse.STREET, new DatasetCode("zhang-san"), "192.0.2.7");
        assertThat(log.events).extracting(event -> event.decision() + " " + event.rule() + " " + event.dataset())
                .containsExactly("DENIED not discoverable hotline", "DENIED no such dataset ");
    }

    @Test
    void anEntryTellsItsUseOfThirtyDaysAndTheSuperiorThatOfTheLastMonth() {
        DatasetEntry entry = catalogue.visibleTo(TestHouse.STREET).getFirst();
        assertThat(entry.standing().usage()).isEqualTo(new Standing.Usage(42, 3));
        assertThat(entry.standing().freshness().state()).isEqualTo(Standing.Freshness.State.LATE);
        assertThat(catalogue.toldAbove(new NoOrganisations()).getFirst()).containsEntry("use_month", "2026-10").containsEntry("use_answers", "7").containsEntry("use_organisations", "3")
                .containsEntry("freshness", "LATE");
        assertThat(catalogue.nationalItems(new NoOrganisations()).getFirst()).doesNotContainKey("use_month");
    }

    private static final class NoOrganisations implements Organisations {
        @Override
        public Optional<KnownOrganisation> find(String creditCode) {
            return Optional.empty();
        }

        @Override
        public List<KnownOrganisation> all() {
            return List.of();
        }
    }
}
