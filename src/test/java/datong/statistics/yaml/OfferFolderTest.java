package datong.statistics.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import datong.policy.PolicyProblem;
import datong.schema.DatasetCode;
import datong.schema.ItemName;
import datong.statistics.Offer;
import datong.statistics.Period;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OfferFolderTest {
    private static final String GOOD = """
            dataset: hotline
            state: week
            group:
              request_kind: codes
              urgency: [H2, H24]
              division_code: { divisions: ['110199001', '110199001001'] }
              reported_at: { months: 6 }
            sum: { involved_count: { from: 0, to: 50, step: 0.5 } }
            exact: { organisations: [11110199MB00DEN14J], minimum: 12 }
            noise: { epsilon: 0.25, budget: 3, period: quarter, records: 2 }
            """;
    @TempDir
    Path folder;

    private List<PolicyProblem> refreshed(OfferFolder offers, String text) throws IOException {
        Files.writeString(folder.resolve("hotline.statistics.yaml"), text);
        return offers.refresh();
    }

    @Test
    void aFileSaysWhatMayBeCountedAndHow() throws IOException {
        OfferFolder offers = new OfferFolder(folder);
        assertThat(refreshed(offers, GOOD)).isEmpty();
        Offer offer = offers.find(new DatasetCode("hotline")).orElseThrow();
        assertThat(offer.state()).isEqualTo(Period.WEEK);
        assertThat(offer.groupings()).containsExactly(new Offer.Grouping.Values(new ItemName("request_kind"), List.of()), new Offer.Grouping.Values(new ItemName("urgency"), List.of("H2", "H24")),
                new Offer.Grouping.Divisions(new ItemName("division_code"), List.of("110199001", "110199001001")), new Offer.Grouping.Months(new ItemName("reported_at"), 6));
        assertThat(offer.exact()).contains(new Offer.Exact(Set.of("11110199MB00DEN14J"), 12));
        assertThat(offer.noise()).contains(new Offer.Noise(250_000, 3_000_000, Period.QUARTER, 2));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            state: week                 | state: fortnight               | 2 | there is no period 'fortnight'
            request_kind: codes         | request_kind: { by: codes }    | 4 | unknown key 'by'
            urgency: [H2, H24]          | urgency: [H2, H2]              | 5 | each once
            months: 6                   | months: 600                    | 7 | a number up to 120
            110199001'                  | street'                        | 6 | not the beginning of a division
            to: 50                      | to: -1                         | 8 | from a smaller to a greater
            minimum: 12                 | minimum: 2                     | 9 | from 5 to 1000
            epsilon: 0.25               | epsilon: 0                     | 10 | above 0
            epsilon: 0.25               | epsilon: 0.0000001             | 10 | six decimal places
            budget: 3                   | budget: 0.1                    | 10 | does not hold a single answer
            """)
    void whatIsWrongIsSaidWithFileAndLineAndTheLastGoodStateStays(String from, String to, int line, String words) throws IOException {
        OfferFolder offers = new OfferFolder(folder);
        refreshed(offers, GOOD);
        assertThat(refreshed(offers, GOOD.replace(from, to))).singleElement().asString().startsWith("policies/statistics/hotline.statistics.yaml:" + line + ": ").contains(words);
        assertThat(offers.all()).hasSize(1);
    }

    @Test
    void aDatasetHasOneFileAndADeletedOneIsNotInForce() throws IOException {
        OfferFolder offers = new OfferFolder(folder);
        refreshed(offers, GOOD);
        Files.writeString(folder.resolve("second.statistics.yaml"), GOOD);
        assertThat(offers.refresh()).singleElement().asString().contains("a dataset has one file");
        Files.delete(folder.resolve("second.statistics.yaml"));
        Files.delete(folder.resolve("hotline.statistics.yaml"));
        assertThat(offers.refresh()).isEmpty();
        assertThat(offers.all()).isEmpty();
    }

    @Test
    void theSampleIsRead() throws IOException {
        OfferFolder offers = new OfferFolder(Path.of("policies/statistics"));
        assertThat(offers.refresh()).isEmpty();
        assertThat(offers.find(new DatasetCode("hotline-12345"))).isPresent();
    }
}
