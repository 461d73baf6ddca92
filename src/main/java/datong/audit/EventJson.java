package datong.audit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** The one JSON form of an event: fixed names and order (DOMAIN §2.12), no white space, keys of details sorted, UTF-8. */
public final class EventJson {
    private static final JsonFactory JSON = new JsonFactory();
    private static final byte[] ESCAPED = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private EventJson() {}

    /** Canonical text of the event, as it may wait in the outbox. */
    public static String write(AuditEvent event) {
        return "{" + new String(members(event), StandardCharsets.UTF_8);
    }

    /**
     * Reads an event from its canonical text, with or without the {@code index} and {@code prev_hash} of a log line.
     *
     * @throws IllegalArgumentException if the text is not an event
     */
    public static AuditEvent read(String json) {
        return read(json.getBytes(StandardCharsets.UTF_8));
    }

    static AuditEvent read(byte[] json) {
        Map<String, Object> members = new HashMap<>();
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                members.put(name, value(parser));
            }
        } catch (JacksonException broken) {
            throw new IllegalArgumentException("the line is not the JSON of an audit event", broken);
        }
        return event(members);
    }

    /** All members and the closing brace, without the opening one: the log puts index and chain before them. */
    static byte[] members(AuditEvent event) {
        Bytes out = new Bytes(768);
        string(out, "\"log_id\":", event.id());
        string(out, ",\"time\":", event.time().toString());
        string(out, ",\"kind\":", event.kind());
        string(out, ",\"actor_id\":", event.actor());
        string(out, ",\"actor_org_uscc\":", event.organisation());
        string(out, ",\"on_behalf_case_no\":", event.caseNumber());
        string(out, ",\"scene_code\":", event.scene());
        string(out, ",\"purpose_code\":", event.purpose());
        string(out, ",\"grant_id\":", event.grant());
        string(out, ",\"dataset_code\":", event.dataset());
        strings(out, ",\"items\":", event.items());
        string(out, ",\"level_max\":", event.levelMax());
        out.ascii(",\"record_count\":").decimal(event.records());
        out.ascii(",\"distinct_persons\":").decimal(event.persons());
        string(out, ",\"decision\":", event.decision());
        string(out, ",\"deciding_rule\":", event.rule());
        strings(out, ",\"obligations_applied\":", event.obligations());
        string(out, ",\"policy_version\":", event.policyVersion());
        string(out, ",\"client_ip\":", event.clientAddress());
        string(out, ",\"request_hash\":", event.requestHash());
        strings(out, ",\"person_keys\":", event.personKeys());
        details(out, event.details());
        return out.add('}').toArray();
    }

    private static void details(Bytes out, Map<String, String> details) {
        out.ascii(",\"details\":{");
        String[] names = details.keySet().toArray(String[]::new);
        Arrays.sort(names);
        for (int each = 0; each < names.length; each++) {
            if (each > 0) {
                out.add(',');
            }
            quoted(out, names[each]);
            out.add(':');
            quoted(out, details.get(names[each]));
        }
        out.add('}');
    }

    private static void string(Bytes out, String member, String value) {
        out.ascii(member);
        quoted(out, value);
    }

    private static void strings(Bytes out, String member, List<String> values) {
        out.ascii(member).add('[');
        for (int each = 0; each < values.size(); each++) {
            if (each > 0) {
                out.add(',');
            }
            quoted(out, values.get(each));
        }
        out.add(']');
    }

    private static void quoted(Bytes out, String text) {
        out.add('"');
        if (plain(text)) {
            out.ascii(text);
        } else {
            escaped(out, text.getBytes(StandardCharsets.UTF_8));
        }
        out.add('"');
    }

    private static boolean plain(String text) {
        for (int at = 0; at < text.length(); at++) {
            char letter = text.charAt(at);
            if (letter < ' ' || letter > '~' || letter == '"' || letter == '\\') {
                return false;
            }
        }
        return true;
    }

    private static void escaped(Bytes out, byte[] utf8) {
        for (byte each : utf8) {
            if (each == '"' || each == '\\') {
                out.add('\\').add(each);
            } else if (each >= 0 && each < ' ') {
                out.ascii("\\u00").add(ESCAPED[each >> 4]).add(ESCAPED[each & 15]);
            } else {
                out.add(each);
            }
        }
    }

    private static Object value(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_ARRAY -> strings(parser);
            case START_OBJECT -> details(parser);
            default -> parser.getString();
        };
    }

    private static List<String> strings(JsonParser parser) {
        List<String> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            values.add(parser.getString());
        }
        return values;
    }

    private static Map<String, String> details(JsonParser parser) {
        Map<String, String> values = new HashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            values.put(name, parser.getString());
        }
        return Map.copyOf(values);
    }

    private static AuditEvent event(Map<String, Object> members) {
        try {
            return new AuditEvent(text(members, "log_id"), Instant.parse(text(members, "time")), text(members, "kind"),
                    text(members, "actor_id"), text(members, "actor_org_uscc"), text(members, "on_behalf_case_no"),
                    text(members, "scene_code"), text(members, "purpose_code"), text(members, "grant_id"), text(members, "dataset_code"),
                    list(members, "items"), text(members, "level_max"), Long.parseLong(text(members, "record_count")),
                    Long.parseLong(text(members, "distinct_persons")), text(members, "decision"), text(members, "deciding_rule"),
                    list(members, "obligations_applied"), text(members, "policy_version"), text(members, "client_ip"),
                    text(members, "request_hash"), members.containsKey("person_keys") ? list(members, "person_keys") : List.of(), map(members));
        } catch (ClassCastException | java.time.DateTimeException | NumberFormatException broken) {
            throw new IllegalArgumentException("a member of the audit event has the wrong type", broken);
        }
    }

    private static String text(Map<String, Object> members, String name) {
        return (String) present(members, name);
    }

    private static List<String> list(Map<String, Object> members, String name) {
        return ((List<?>) present(members, name)).stream().map(String.class::cast).toList();
    }

    private static Map<String, String> map(Map<String, Object> members) {
        Map<String, String> details = new HashMap<>();
        ((Map<?, ?>) present(members, "details")).forEach((name, value) -> details.put((String) name, (String) value));
        return details;
    }

    private static Object present(Map<String, Object> members, String name) {
        Object value = members.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the audit event has no member '" + name + "'");
        }
        return value;
    }
}
