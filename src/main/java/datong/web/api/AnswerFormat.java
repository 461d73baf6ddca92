package datong.web.api;

import datong.query.QueryAnswer;
import datong.query.RowJson;
import datong.protection.ProtectedRow;
import datong.schema.ItemDefinition;
import datong.schema.Json;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Writes an answer in one of its three representations. */
final class AnswerFormat {
    private final JsonMapper json;

    AnswerFormat(JsonMapper json) {
        this.json = json;
    }

    byte[] json(String dataset, QueryAnswer.Answered answer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
        try (JsonGenerator out = json.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeStringProperty("dataset", dataset);
            out.writeArrayPropertyStart("items");
            answer.items().forEach(item -> item(out, item, answer.treatments()));
            out.writeEndArray();
            out.writeArrayPropertyStart("records");
            answer.rows().forEach(row -> RowJson.record(out, answer.items(), row));
            out.writeEndArray();
            out.writeName("next");
            answer.next().ifPresentOrElse(out::writeString, out::writeNull);
            out.writeObjectPropertyStart("treatments");
            answer.treatments().forEach(out::writeStringProperty);
            out.writeEndObject();
            provenance(out, answer);
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /** One record, with what was done to it. */
    byte[] single(String dataset, QueryAnswer.Answered answer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (JsonGenerator out = json.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeStringProperty("dataset", dataset);
            out.writeName("record");
            RowJson.record(out, answer.items(), answer.rows().getFirst());
            out.writeObjectPropertyStart("treatments");
            answer.treatments().forEach(out::writeStringProperty);
            out.writeEndObject();
            provenance(out, answer);
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }

    byte[] ndjson(QueryAnswer.Answered answer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
        for (ProtectedRow row : answer.rows()) {
            try (JsonGenerator out = json.createGenerator(bytes)) {
                RowJson.record(out, answer.items(), row);
            }
            bytes.write('\n');
        }
        return bytes.toByteArray();
    }

    /** After the records of a page of a long answer. @param total records so far */
    byte[] pageLine(QueryAnswer.Answered page, long total) {
        return line("@page", out -> {
            out.writeNumberProperty("records", page.rows().size());
            out.writeNumberProperty("total", total);
            page.next().ifPresent(next -> out.writeStringProperty("next", next));
            out.writeNumberProperty("auditIndex", page.auditIndex());
        });
    }

    /** @param next where there is more, because no more pages were asked for */
    byte[] endLine(long total, Optional<String> next) {
        return line("@end", out -> {
            out.writeBooleanProperty("complete", next.isEmpty());
            out.writeNumberProperty("total", total);
            next.ifPresent(cursor -> out.writeStringProperty("next", cursor));
        });
    }

    /** The end of a long answer whose next page was refused. */
    byte[] endLine(long total, Problem problem) {
        return line("@end", out -> {
            out.writeBooleanProperty("complete", false);
            out.writeNumberProperty("total", total);
            out.writeStringProperty("type", "urn:datong:problem:" + problem.code());
            out.writeStringProperty("title", problem.title());
            out.writeStringProperty("detail", problem.detail());
            problem.more().forEach(out::writePOJOProperty);
        });
    }

    private byte[] line(String name, Consumer<JsonGenerator> members) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator out = json.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeObjectPropertyStart(name);
            members.accept(out);
            out.writeEndObject();
            out.writeEndObject();
        }
        bytes.write('\n');
        return bytes.toByteArray();
    }

    byte[] csv(QueryAnswer.Answered answer) {
        StringBuilder text = new StringBuilder("id");
        answer.items().forEach(item -> text.append(',').append(item.name()));
        text.append("\r\n");
        for (ProtectedRow row : answer.rows()) {
            text.append(row.id().value());
            row.values().forEach(value -> text.append(',').append(cell(value)));
            text.append("\r\n");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void provenance(JsonGenerator out, QueryAnswer.Answered answer) {
        out.writeStringProperty("rule", answer.rule());
        out.writeStringProperty("policyVersion", answer.policyVersion());
        out.writeNumberProperty("auditIndex", answer.auditIndex());
    }

    static void item(JsonGenerator out, ItemDefinition item, Map<String, String> treatments) {
        out.writeStartObject();
        out.writeStringProperty("name", item.name().value());
        out.writeStringProperty("chinese", item.chinese());
        out.writeStringProperty("english", item.english());
        out.writeStringProperty("type", item.type().name());
        out.writeStringProperty("level", item.level().name());
        out.writeStringProperty("treatment", treatments.get(item.name().value()));
        out.writeEndObject();
    }

    private String cell(Object value) {
        return switch (value) {
            case null -> "";
            case Number number -> number instanceof BigDecimal exact ? exact.toPlainString() : number.toString();
            case Boolean truth -> truth.toString();
            case Json document -> quoted(document.text());
            case byte[] bytes -> Base64.getEncoder().encodeToString(bytes);
            case List<?> list -> quoted(json.writeValueAsString(list));
            default -> quoted(guarded(value.toString()));
        };
    }

    /** A cell that a spreadsheet would run as a formula gets an apostrophe in front (OWASP, CSV injection). */
    private static String guarded(String text) {
        return !text.isEmpty() && "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    private static String quoted(String text) {
        boolean plain = text.chars().noneMatch(letter -> letter == ',' || letter == '"' || letter == '\r' || letter == '\n');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
