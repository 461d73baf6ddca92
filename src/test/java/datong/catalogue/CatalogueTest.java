package datong.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import datong.policy.Action;
import datong.policy.Decision;
import datong.policy.Treatment;
import datong.query.ListLedger;
import datong.query.TestHouse;
import datong.schema.DatasetCode;
import datong.schema.LedgerSchema;
import datong.schema.Level;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CatalogueTest {
    private final TestHouse.Decisions decisions = new TestHouse.Decisions();
    private final TestHouse.Log log = new TestHouse.Log();
    private final LedgerSchema schema = LedgerSchema.standard();
    private final Catalogue catalogue = new Catalogue(TestHouse.datasets(TestHouse.hotline()), () -> schema, () -> Register.EMPTY, new WholeRuns(), () -> datong.catalogue.OtherNames.NONE, decisions,
            new ListLedger().with(Map.of("record_id", ListLedger.id(1))), log, () -> "event", Clock.systemUTC());

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
}
