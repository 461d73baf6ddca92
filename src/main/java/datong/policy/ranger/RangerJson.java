package datong.policy.ranger;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonDeserializer;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSerializer;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;

/** Reads what a Ranger Admin sends into Ranger's own types, and finds every key that those types would drop without a word. */
final class RangerJson {
    /** Parts that the hub does not take from an Admin: it knows its own service. */
    private static final Set<String> NOT_TAKEN = Set.of("serviceDef", "serviceConfig", "auditMode");
    private static final Gson GSON = new GsonBuilder().serializeNulls()
            .registerTypeAdapter(Date.class, (JsonDeserializer<Date>) (json, type, context) -> new Date(json.getAsLong()))
            .registerTypeAdapter(Date.class, (JsonSerializer<Date>) (date, type, context) -> new JsonPrimitive(date.getTime()))
            .create();

    private RangerJson() {}

    /** @param unknown keys, by their way from the top */
    record Read<T>(T value, List<String> unknown) {}

    /** @throws JsonParseException if it is no JSON object of the type */
    static <T> Read<T> read(String json, Class<T> type) {
        JsonObject given = JsonParser.parseString(json).getAsJsonObject();
        withoutForeignParts(given);
        try {
            T value = GSON.fromJson(given, type);
            List<String> unknown = new ArrayList<>();
            compare("", given, GSON.toJsonTree(value), unknown);
            return new Read<>(value, List.copyOf(unknown));
        } catch (NumberFormatException | IllegalStateException | UnsupportedOperationException strange) {
            throw new JsonParseException(strange.getMessage(), strange);
        }
    }

    private static void withoutForeignParts(JsonObject object) {
        NOT_TAKEN.forEach(object::remove);
        if (object.get("tagPolicies") instanceof JsonObject tags) {
            NOT_TAKEN.forEach(tags::remove);
        }
    }

    private static void compare(String at, JsonElement given, JsonElement taken, List<String> unknown) {
        if (given instanceof JsonObject object) {
            object.entrySet().forEach(entry -> {
                if (!(taken instanceof JsonObject known) || !known.has(entry.getKey())) {
                    unknown.add(at + "/" + entry.getKey());
                } else {
                    compare(at + "/" + entry.getKey(), entry.getValue(), known.get(entry.getKey()), unknown);
                }
            });
        } else if (given instanceof JsonArray list && taken instanceof JsonArray known && list.size() == known.size()) {
            for (int index = 0; index < list.size(); index++) {
                compare(at + "[" + index + "]", list.get(index), known.get(index), unknown);
            }
        }
    }
}
