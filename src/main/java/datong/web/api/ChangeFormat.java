package datong.web.api;

import datong.query.ChangeAnswer;
import datong.query.RowJson;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Writes changes as a page of JSON, or as server-sent events (WHATWG HTML, 9.2). */
final class ChangeFormat {
    private final JsonMapper json;

    ChangeFormat(JsonMapper json) {
        this.json = json;
    }

    byte[] page(String dataset, ChangeAnswer.Page page) {
        return object(out -> {
            terms(out, dataset, page);
            out.writeArrayPropertyStart("changes");
            page.changes().forEach(change -> {
                out.writeStartObject();
                out.writeName(change.row().isPresent() ? "record" : "removed");
                content(out, page, change);
                out.writeEndObject();
            });
            out.writeEndArray();
            out.writeStringProperty("next", page.next());
            out.writeBooleanProperty("more", page.more());
            page.auditIndex().ifPresent(index -> out.writeNumberProperty("auditIndex", index));
        });
    }

    /** The first event: what the records of the others hold. */
    byte[] open(String dataset, ChangeAnswer.Page page) {
        return event("open", Optional.empty(), object(out -> terms(out, dataset, page)));
    }

    byte[] change(ChangeAnswer.Page page, ChangeAnswer.Change change) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1_024);
        try (JsonGenerator out = json.createGenerator(bytes)) {
            content(out, page, change);
        }
        return event(change.row().isPresent() ? "record" : "removed", Optional.of(change.cursor()), bytes.toByteArray());
    }

    /** After the changes of a page. */
    byte[] pageEnd(ChangeAnswer.Page page) {
        return event("page", Optional.of(page.next()), object(out -> {
            out.writeNumberProperty("records", page.changes().size() - page.removed());
            out.writeNumberProperty("removed", page.removed());
            out.writeStringProperty("policyVersion", page.policyVersion());
            page.auditIndex().ifPresent(index -> out.writeNumberProperty("auditIndex", index));
        }));
    }

    byte[] heartbeat(ChangeAnswer.Page page, Instant at) {
        return event("heartbeat", Optional.of(page.next()), object(out -> out.writeStringProperty("at", at.toString())));
    }

    byte[] end(StreamEnd end) {
        return event("end", Optional.empty(), object(out -> {
            out.writeStringProperty("reason", end.reason());
            out.writeStringProperty("detail", end.detail());
            end.more().forEach(out::writePOJOProperty);
        }));
    }

    private static void terms(JsonGenerator out, String dataset, ChangeAnswer.Page page) {
        out.writeStringProperty("dataset", dataset);
        out.writeArrayPropertyStart("items");
        page.items().forEach(item -> AnswerFormat.item(out, item, page.treatments()));
        out.writeEndArray();
        out.writeObjectPropertyStart("treatments");
        page.treatments().forEach(out::writeStringProperty);
        out.writeEndObject();
        out.writeStringProperty("rule", page.rule());
        out.writeStringProperty("policyVersion", page.policyVersion());
    }

    private static void content(JsonGenerator out, ChangeAnswer.Page page, ChangeAnswer.Change change) {
        change.row().ifPresentOrElse(row -> RowJson.record(out, page.items(), row), () -> {
            out.writeStartObject();
            out.writeStringProperty("id", change.id().value());
            out.writeEndObject();
        });
    }

    private byte[] object(Consumer<JsonGenerator> members) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator out = json.createGenerator(bytes)) {
            out.writeStartObject();
            members.accept(out);
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /** @param data JSON without line breaks */
    private static byte[] event(String name, Optional<String> id, byte[] data) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(data.length + 128);
        id.ifPresent(cursor -> bytes.writeBytes(("id: " + cursor + "\n").getBytes(StandardCharsets.US_ASCII)));
        bytes.writeBytes(("event: " + name + "\ndata: ").getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(data);
        bytes.writeBytes("\n\n".getBytes(StandardCharsets.US_ASCII));
        return bytes.toByteArray();
    }
}
