package datong.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import datong.ledger.EntryId;
import datong.ledger.LedgerRow;
import datong.ledger.SubjectId;
import datong.policy.Treatment;
import datong.protection.Protector;
import datong.protection.Recipient;
import datong.protection.ShowingProtector;
import datong.query.ListLedger;
import datong.query.QueryAnswer;
import datong.schema.Element;
import datong.schema.ItemDefinition;
import datong.schema.ItemName;
import datong.schema.Json;
import datong.schema.LedgerSchema;
import datong.schema.Level;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AnswerFormatTest {
    private final JsonMapper mapper = JsonMapper.builder().build();
    private final AnswerFormat format = new AnswerFormat(mapper);

    @Test
    void everyTypeKeepsItsMeaningInJson() {
        JsonNode record = mapper.readTree(format.json("hotline", answer("标题 \"x\"\n", Instant.parse("2026-01-01T00:00:00Z"), new BigDecimal("116.460"), 3, true,
                List.of("a", "b"), new Json("{\"k\":1}")))).get("records").get(0);
        assertThat(record.get("title").asString()).isEqualTo("标题 \"x\"\n");
        assertThat(record.get("reported_at").asString()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(record.get("longitude").decimalValue()).isEqualByComparingTo("116.460");
        assertThat(record.get("involved_count").isInt()).isTrue();
        assertThat(record.get("is_confidential").isBoolean()).isTrue();
        assertThat(record.get("assist_org_ids")).hasSize(2);
        assertThat(record.get("outcome").get("k").asInt()).isEqualTo(1);
    }

    @Test
    void whatIsAbsentIsNullInJsonAndEmptyInCsv() {
        QueryAnswer.Answered answer = answer(null, null, null, null, null, null, null);
        assertThat(mapper.readTree(format.json("hotline", answer)).get("records").get(0).get("title").isNull()).isTrue();
        assertThat(csv(answer).lines().toList().getLast()).isEqualTo(ListLedger.id(1) + ",,,,,,,");
    }

    @Test
    void csvQuotesByTheRuleAndGuardsEveryTextThatASpreadsheetWouldRun() {
        assertThat(csv(answer("say \"hi\", you\r\nthere", null, new BigDecimal("-1.50"), -3, false, List.of("a,b"), new Json("{\"k\":1}"))))
                .isEqualTo("id,title,reported_at,longitude,involved_count,is_confidential,assist_org_ids,outcome\r\n" + ListLedger.id(1)
                        + ",\"say \"\"hi\"\", you\r\nthere\",,-1.50,-3,false,\"[\"\"a,b\"\"]\",\"{\"\"k\"\":1}\"\r\n");
        for (String dangerous : List.of("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1")) {
            assertThat(csv(answer(dangerous, null, null, null, null, null, null))).contains("'" + dangerous);
        }
    }

    @Test
    void linesOfJsonHoldNoLineBreakOfTheirOwn() {
        assertThat(new String(format.ndjson(answer("two\nlines", null, null, null, null, null, null)), StandardCharsets.UTF_8).lines()).hasSize(1);
    }

    private String csv(QueryAnswer.Answered answer) {
        return new String(format.csv(answer), StandardCharsets.UTF_8);
    }

    private static QueryAnswer.Answered answer(Object... values) {
        LedgerSchema schema = LedgerSchema.standard();
        List<ItemDefinition> items = Stream.of("title", "reported_at", "longitude", "involved_count", "is_confidential", "assist_org_ids", "outcome")
                .map(name -> schema.item(Element.MATTER, new ItemName(name)).orElseThrow()).toList();
        Protector.Plan plan = new ShowingProtector().plan(items, items.stream().map(item -> (Treatment) new Treatment.Reveal()).toList(), new Recipient("o", "p"));
        return new QueryAnswer.Answered(items, List.of(plan.protect(new LedgerRow(new EntryId(ListLedger.id(1)), new SubjectId(1, 1), Level.L1, values))),
                Optional.empty(), Map.of(), "rule", "v1", 0);
    }
}
