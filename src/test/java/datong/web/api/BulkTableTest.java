package datong.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import datong.BulkTables;
import datong.ledger.EntryId;
import datong.ledger.LedgerRow;
import datong.ledger.SubjectId;
import datong.policy.Treatment;
import datong.protection.Protector;
import datong.protection.Recipient;
import datong.protection.ShowingProtector;
import datong.publication.CsvTable;
import datong.publication.RowFormat;
import datong.publication.arrow.ArrowRows;
import datong.publication.parquet.ParquetTable;
import datong.query.ListLedger;
import datong.query.QueryAnswer;
import datong.schema.Element;
import datong.schema.ItemDefinition;
import datong.schema.ItemName;
import datong.schema.Json;
import datong.schema.LedgerSchema;
import datong.schema.Level;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BulkTableTest {
    private static final Map<String, RowFormat> FORMATS = Map.of("csv", new CsvTable(), "parquet", new ParquetTable(), "arrow", new ArrowRows());
    private static final List<ItemDefinition> ITEMS = List.of("title", "reported_at", "longitude", "involved_count", "is_confidential", "assist_org_ids", "outcome").stream()
            .map(name -> LedgerSchema.standard().item(Element.MATTER, new ItemName(name)).orElseThrow()).toList();

    @Test
    void everyTypeKeepsItsMeaningAndWhatWasTreatedIsText() throws IOException {
        Object[] values = {"标题", Instant.parse("2026-01-01T00:00:00.000001Z"), new BigDecimal("116.5"), 3, true, List.of("a", "b"), new Json("{\"k\":1}")};
        Object[] treated = {"标*", "2026-01", "116", "1-5", "yes", "[***]", "***"};
        for (Map.Entry<String, RowFormat> format : FORMATS.entrySet()) {
            Map<String, String> stored = written(format, "reveal", values).getFirst();
            assertThat(stored).as(format.getKey()).containsEntry("title", "标题").containsEntry("longitude", "116.5").containsEntry("involved_count", "3")
                    .containsEntry("is_confidential", "true").containsEntry("assist_org_ids", "[\"a\",\"b\"]").containsEntry("outcome", "{\"k\":1}").containsEntry("_page", "end:1");
            assertThat(stored.get("reported_at")).as(format.getKey()).isEqualTo(format.getKey().equals("arrow") ? "1767225600000001" : "2026-01-01T00:00:00.000001Z");
            assertThat(written(format, "generalise", treated).getFirst().values()).as(format.getKey()).containsAll(Arrays.asList(treated).stream().map(Object::toString).toList());
            assertThat(written(format, "reveal", new Object[7]).getFirst().keySet()).as(format.getKey()).containsExactlyInAnyOrder("id", "_page");
        }
    }

    @Test
    void aPageOfOtherColumnsDoesNotBelongToTheTable() throws IOException {
        QueryAnswer.Answered first = page(List.<Object[]>of(new Object[7]), "reveal", Optional.empty());
        BulkWriter table = new BulkTable(new CsvTable(), first, new ByteArrayOutputStream());
        assertThat(table.holds(first)).isTrue();
        assertThat(table.holds(page(List.<Object[]>of(new Object[7]), "mask", Optional.empty()))).isFalse();
    }

    @Test
    void anAnswerOfAnyLengthLeavesWhileItIsWritten() throws IOException {
        Random random = new Random(5);
        for (Map.Entry<String, RowFormat> format : FORMATS.entrySet()) {
            Counted out = new Counted();
            QueryAnswer.Answered start = page(List.of(), "reveal", Optional.of("more"));
            BulkTable table = new BulkTable(format.getValue(), start, out);
            long given = 0;
            long mostKept = 0;
            for (int number = 1; number <= 200; number++) {
                List<Object[]> rows = new ArrayList<>();
                for (int row = 0; row < 1_000; row++) {
                    byte[] text = new byte[150];
                    random.nextBytes(text);
                    rows.add(new Object[] {java.util.HexFormat.of().formatHex(text), null, null, null, null, null, null});
                }
                given += 150_000;
                table.page(page(rows, "reveal", number < 200 ? Optional.of("more") : Optional.empty()), number * 1_000L);
                mostKept = Math.max(mostKept, given - out.bytes);
            }
            table.close();
            assertThat(out.bytes).as(format.getKey()).isGreaterThan(given);
            assertThat(mostKept).as(format.getKey() + ", bytes held back").isLessThan(20L << 20);
        }
    }

    private static final class Counted extends OutputStream {
        private long bytes;

        @Override
        public void write(int one) {
            bytes++;
        }

        @Override
        public void write(byte[] part, int from, int length) {
            bytes += length;
        }
    }

    private static List<Map<String, String>> written(Map.Entry<String, RowFormat> format, String treatment, Object... values) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        QueryAnswer.Answered page = page(Collections.singletonList(values), treatment, Optional.empty());
        BulkTable table = new BulkTable(format.getValue(), page, bytes);
        table.page(page, 1);
        table.close();
        return BulkTables.rows(format.getKey(), bytes.toByteArray());
    }

    private static QueryAnswer.Answered page(List<Object[]> rows, String treatment, Optional<String> next) {
        Protector.Plan plan = new ShowingProtector().plan(ITEMS, ITEMS.stream().map(item -> (Treatment) new Treatment.Reveal()).toList(), new Recipient("o", "p"));
        Map<String, String> words = new java.util.TreeMap<>();
        ITEMS.forEach(item -> words.put(item.name().value(), treatment));
        return new QueryAnswer.Answered(ITEMS, rows.stream().map(values -> plan.protect(new LedgerRow(new EntryId(ListLedger.id(1)), new SubjectId(1, 1), Level.L1, values))).toList(),
                next, words, "rule", "v1", 0);
    }
}
