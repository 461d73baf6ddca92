package datong.subscription;

import datong.protection.ProtectedRow;
import datong.query.ChangeAnswer;
import datong.query.RowJson;
import datong.schema.ItemDefinition;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Deliveries as JSON. */
public final class ChangeMessage {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ChangeMessage() {}

    /** A whole delivery in one document. */
    public static byte[] whole(Delivery delivery, Instant at) {
        ChangeAnswer.Page page = delivery.page();
        return object(out -> {
            out.writeStringProperty("type", "datong.changes");
            out.writeStringProperty("timestamp", at.toString());
            out.writeObjectPropertyStart("data");
            out.writeStringProperty("subscription", delivery.subscription().name());
            out.writeStringProperty("dataset", delivery.subscription().dataset().value());
            out.writeStringProperty("purpose", delivery.subscription().purpose());
            out.writeObjectPropertyStart("treatments");
            page.treatments().forEach(out::writeStringProperty);
            out.writeEndObject();
            out.writeStringProperty("rule", page.rule());
            out.writeStringProperty("policyVersion", page.policyVersion());
            page.auditIndex().ifPresent(index -> out.writeNumberProperty("auditIndex", index));
            out.writeArrayPropertyStart("changes");
            page.changes().forEach(change -> change(out, page, change));
            out.writeEndArray();
            out.writeEndObject();
        });
    }

    /** One record under its receiver's key. */
    public static byte[] single(String key, List<ItemDefinition> items, ProtectedRow row) {
        return object(out -> {
            out.writeStringProperty("id", key);
            RowJson.values(out, items, row);
        });
    }

    private static void change(JsonGenerator out, ChangeAnswer.Page page, ChangeAnswer.Change change) {
        out.writeStartObject();
        out.writeStringProperty("id", Delivery.id(change));
        change.row().ifPresentOrElse(row -> {
            out.writeName("record");
            RowJson.record(out, page.items(), row);
        }, () -> {
            out.writeObjectPropertyStart("removed");
            out.writeStringProperty("id", change.id().value());
            out.writeEndObject();
        });
        out.writeEndObject();
    }

    private static byte[] object(Consumer<JsonGenerator> members) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            out.writeStartObject();
            members.accept(out);
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }
}
