package datong.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import datong.SharedData;
import datong.mapping.yaml.MappingText;
import datong.schema.Element;
import datong.schema.ItemName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The first suggestion for every column of the published ledgers, against what a person picked before the first run. */
class LedgerHeadersTest {
    private static final Path ANSWERS = Path.of("src/test/resources/datong/studio/ledger-headers.answers.yaml");

    /** The words were written by somebody who had seen these headers: an upper bound. */
    @Test
    void allButAFewColumnsOfPublishedLedgersGetWhatAPersonWouldPick() throws IOException {
        Score score = score(House.suggester(House.usesWithout("")));
        System.err.println("with the words: " + score);
        assertThat(score.right() / (double) score.columns()).as(score.toString()).isGreaterThan(0.95);
        assertThat(score.elements()).as(score.toString()).isGreaterThanOrEqualTo(11);
    }

    /** What the schema's labels and the other mappings know alone: headers that nobody foresaw do about as well. */
    @Test
    void withoutTheWordsTwoOfFiveMappedColumnsAreStillRight() throws IOException {
        Synonyms none = new Synonyms(Map.of(), Map.of(), Set.of());
        Score score = score(new Suggester(new Vocabulary(House.SCHEMA, none, House.usesWithout("")), House.TABLES));
        System.err.println("without the words: " + score);
        assertThat(score.mappedRight() / (double) score.mapped()).as(score.toString()).isGreaterThan(0.4);
    }

    private record Score(int columns, int right, int mapped, int mappedRight, int elements, List<String> misses) {}

    private static Score score(Suggester suggester) throws IOException {
        JsonNode ledgers = new ObjectMapper().readTree(SharedData.folder("cn-ledger-headers").resolve("ledger_headers_shared.json").toFile());
        List<String> misses = new ArrayList<>();
        int elements = 0;
        int columns = 0;
        int mapped = 0;
        int mappedRight = 0;
        for (var answer : MappingText.read(House.text(ANSWERS)).orElseThrow().properties()) {
            JsonNode ledger = ledgers.get(answer.getKey());
            List<String> headers = texts(ledger.get("columns"));
            List<String> wanted = texts(answer.getValue().get("items"));
            assertThat(wanted).as(answer.getKey()).hasSameSizeAs(headers);
            Element element = Element.of(answer.getValue().get("element").asText()).orElseThrow();
            elements += suggester.propose(ledger.get("name").asText(), House.headers(headers)).element() == element ? 1 : 0;
            List<String> first = suggester.propose(element, ledger.get("name").asText(), House.headers(headers)).chosen().stream()
                    .map(suggestion -> suggestion.item().map(ItemName::value).orElse("-")).toList();
            for (int index = 0; index < headers.size(); index++) {
                boolean same = first.get(index).equals(wanted.get(index));
                boolean item = !wanted.get(index).equals("-");
                columns++;
                mapped += item ? 1 : 0;
                mappedRight += item && same ? 1 : 0;
                if (!same) {
                    misses.add(answer.getKey() + " column " + (index + 1) + ": wanted " + wanted.get(index) + ", got " + first.get(index));
                }
            }
        }
        return new Score(columns, columns - misses.size(), mapped, mappedRight, elements, misses);
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
    }
}
