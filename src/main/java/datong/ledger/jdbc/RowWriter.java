package datong.ledger.jdbc;

import datong.classification.ClassifiedRecord;
import datong.ledger.SubjectId;
import datong.ledger.Vault;
import datong.ledger.jdbc.LedgerTable.Column;
import datong.schema.ElementSchema;
import datong.schema.ItemDefinition;
import datong.schema.Json;
import datong.schema.ValueKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;

/** Turns one element's classified records into binary COPY rows, sealing what must not lie there in clear. Not thread-safe. */
final class RowWriter {
    private final LedgerTable table;
    private final Vault vault;
    private final List<ItemDefinition> subjectItems;
    private final CanonicalForm canonical;

    RowWriter(LedgerTable table, Vault vault) {
        this.table = table;
        this.vault = vault;
        this.canonical = new CanonicalForm(table.schema());
        this.subjectItems = table.schema().items().stream()
                .filter(item -> item.subjectRank() > 0)
                .sorted(Comparator.comparingInt(ItemDefinition::subjectRank))
                .toList();
    }

    /** What is the same for all rows of a batch's output. */
    record Shared(long batchHigh, long batchLow, int origin, int terms, Instant at, LocalDate retentionUntil) {}

    void write(BinaryCopy copy, ClassifiedRecord record, Shared shared, long idHigh, long idLow) {
        SubjectId subject = subject(record, shared.origin());
        LazySealer sealer = new LazySealer(subject);
        byte[] digest = vault.recordDigest(canonical.of(record));
        copy.row(table.columns().size());
        copy.uuid(idHigh, idLow);
        copy.int4(shared.origin());
        copy.int4(shared.terms());
        copy.text(record.sourceKey());
        copy.uuid(shared.batchHigh(), shared.batchLow());
        copy.int8(record.raw().row());
        copy.timestamp(shared.at());
        record.sourceUpdatedAt().ifPresentOrElse(copy::timestamp, copy::missing);
        copy.int2(record.level().ordinal() + 1);
        copy.bool(record.personal());
        retention(copy, record, shared);
        copy.int2(Math.max(0, 100 - 10 * record.flags().size()));
        texts(copy, record.flags());
        copy.bytea(digest);
        copy.uuid(subject.high(), subject.low());
        local(copy, record, sealer);
        items(copy, record.values(), sealer);
    }

    private void items(BinaryCopy copy, Object[] values, LazySealer sealer) {
        List<Column> columns = table.columns();
        for (int index = LedgerTable.LEADING.size(); index < columns.size(); index++) {
            Column column = columns.get(index);
            Object value = values[column.item().ordinal()];
            if (value == null) {
                copy.missing();
                continue;
            }
            switch (column.role()) {
                case SEALED -> copy.bytea(sealer.seal(column.item(), value));
                case BLIND_INDEX -> blindIndex(copy, column.item(), value);
                case PLAIN -> plain(copy, column.item(), value);
                case LEADING -> throw new IllegalStateException("leading columns stand in front");
            }
        }
    }

    private void blindIndex(BinaryCopy copy, ItemDefinition item, Object value) {
        if (value instanceof List<?> list) {
            copy.byteas(list.stream().map(one -> vault.blindIndex(table.schema().element(), item, ItemBytes.text(one))).toList());
            return;
        }
        copy.bytea(vault.blindIndex(table.schema().element(), item, ItemBytes.text(value)));
    }

    private void plain(BinaryCopy copy, ItemDefinition item, Object value) {
        switch (item.type()) {
            case STRING -> canonical.text(item.ordinal(), copy);
            case INTEGER -> copy.int4((Integer) value);
            case DECIMAL -> copy.numeric((BigDecimal) value);
            case DATE -> copy.date((LocalDate) value);
            case TIMESTAMP -> copy.timestamp((Instant) value);
            case BOOLEAN -> copy.bool((Boolean) value);
            case STRINGS -> copy.texts((List<?>) value);
            case JSON -> copy.jsonb(((Json) value).text());
        }
    }

    /** A district's own items: plain ones as text, sealed ones as base64, lookups beside them, all in one document. */
    private void local(BinaryCopy copy, ClassifiedRecord record, LazySealer sealer) {
        ElementSchema schema = record.output().schema();
        StringBuilder json = new StringBuilder();
        for (int index = schema.standardItems(); index < schema.items().size(); index++) {
            ItemDefinition item = schema.items().get(index);
            Object value = record.values()[index];
            if (value != null) {
                member(json, item.name().value(), item.encryptedAtRest()
                        ? Base64.getEncoder().encodeToString(sealer.seal(item, value)) : ItemBytes.text(value));
                if (item.lookup()) {
                    member(json, item.name() + "_bx", Base64.getEncoder().encodeToString(
                            vault.blindIndex(schema.element(), item, ItemBytes.text(value))));
                }
            }
        }
        if (json.isEmpty()) {
            copy.missing();
            return;
        }
        copy.jsonb(json.append('}').toString());
    }

    private static void member(StringBuilder json, String name, String value) {
        json.append(json.isEmpty() ? "{\"" : ",\"").append(name).append("\":\"").append(JsonText.escape(value)).append('"');
    }

    private static void retention(BinaryCopy copy, ClassifiedRecord record, Shared shared) {
        if (!record.personal()) {
            copy.missing();
            return;
        }
        copy.date(shared.retentionUntil());
    }

    private static void texts(BinaryCopy copy, List<String> values) {
        if (values.isEmpty()) {
            copy.missing();
            return;
        }
        copy.texts(values);
    }

    private SubjectId subject(ClassifiedRecord record, int origin) {
        for (ItemDefinition item : subjectItems) {
            Object value = record.values()[item.ordinal()];
            if (value != null) {
                return vault.subject(kind(item), ItemBytes.text(value));
            }
        }
        return vault.subject("record", origin + "|" + record.sourceKey());
    }

    /** The same number gives the same subject in whatever element it stands. */
    private String kind(ItemDefinition item) {
        return switch (item.kind()) {
            case ID_NUMBER -> "id_number";
            case PHONE -> "phone";
            case PLATE -> "plate";
            case PLAIN, CODE, NAME, ADDRESS, CREDIT_CODE, DIVISION, GRID, FREE_TEXT, URL, REFERENCE, COORDINATE, AMOUNT, DATE, TIME ->
                    table.schema().element().code() + "." + item.name();
        };
    }

    /** A key is made only for a record that has something to seal. */
    private final class LazySealer {
        private final SubjectId subject;
        private Vault.Sealer sealer;

        LazySealer(SubjectId subject) {
            this.subject = subject;
        }

        byte[] seal(ItemDefinition item, Object value) {
            if (sealer == null) {
                sealer = vault.sealer(subject);
            }
            return sealer.seal(table.schema().element(), item, canonical.encoded(item.ordinal(), value));
        }
    }
}
