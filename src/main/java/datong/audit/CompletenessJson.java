package datong.audit;

import datong.audit.Completeness.Stretch;
import datong.audit.KeyedIndex.Identity;
import datong.audit.KeyedIndex.Kind;
import datong.audit.KeyedProof.Neighbour;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** A proof of completeness as one file of JSON (docs/AUDIT.md). */
public final class CompletenessJson {
    private static final String FORMAT = "datong-completeness/1";
    private static final HexFormat HEX = HexFormat.of();

    private CompletenessJson() {}

    public static String write(Completeness proof) {
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("format", FORMAT);
        file.put("log_key", proof.key().toString());
        file.put("checkpoint", proof.checkpoint().note());
        file.put("kind", proof.identity().kind().word());
        file.put("identity", proof.identity().value());
        file.put("from", proof.from().toString());
        file.put("to", proof.to().toString());
        file.put("stretches", proof.stretches().stream().map(CompletenessJson::stretch).toList());
        file.put("events", proof.events().stream().map(EvidenceJson::event).toList());
        return EvidenceJson.JSON.writeValueAsString(file) + "\n";
    }

    private static Map<String, Object> stretch(Stretch stretch) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("index", EvidenceJson.event(stretch.index()));
        stretch.proof().ifPresent(proof -> {
            switch (proof) {
                case KeyedProof.Present present -> members.put("present", Map.of("position", present.position(), "events", present.indexes(), "path", path(present.path())));
                case KeyedProof.Absent absent -> {
                    Map<String, Object> neighbours = new LinkedHashMap<>();
                    absent.before().ifPresent(before -> neighbours.put("before", neighbour(before)));
                    absent.after().ifPresent(after -> neighbours.put("after", neighbour(after)));
                    members.put("absent", neighbours);
                }
            }
        });
        return members;
    }

    private static Map<String, Object> neighbour(Neighbour neighbour) {
        return Map.of("position", neighbour.position(), "key", HEX.formatHex(neighbour.key()), "value", HEX.formatHex(neighbour.value()), "path", path(neighbour.path()));
    }

    private static List<String> path(List<byte[]> hashes) {
        return hashes.stream().map(HEX::formatHex).toList();
    }

    /** Whether a file means to be one. */
    public static boolean isOne(String text) {
        return text.contains('"' + FORMAT + '"');
    }

    /** @throws IllegalArgumentException if the text is no proof of completeness */
    public static Completeness read(String text) {
        try {
            JsonNode file = EvidenceJson.JSON.readTree(text);
            if (!FORMAT.equals(file.path("format").asString(""))) {
                throw new IllegalArgumentException("the file is no proof of completeness: expected \"format\": \"" + FORMAT + "\"");
            }
            LogKey key = LogKey.parse(file.required("log_key").asString());
            Checkpoint checkpoint = Checkpoint.parse(file.required("checkpoint").asString());
            Identity identity = new Identity(Kind.valueOf(file.required("kind").asString().toUpperCase(Locale.ROOT)), file.required("identity").asString());
            return new Completeness(key, checkpoint, identity, Instant.parse(file.required("from").asString()), Instant.parse(file.required("to").asString()),
                    file.required("stretches").values().stream().map(stretch -> stretch(stretch, key, checkpoint)).toList(),
                    file.required("events").values().stream().map(event -> EvidenceJson.event(event, key, checkpoint, Optional.empty())).toList());
        } catch (JacksonException malformed) {
            throw new IllegalArgumentException("the proof cannot be read: " + malformed.getOriginalMessage(), malformed);
        }
    }

    private static Stretch stretch(JsonNode stretch, LogKey key, Checkpoint checkpoint) {
        Optional<KeyedProof> present = Optional.ofNullable(stretch.get("present")).map(proof -> new KeyedProof.Present(proof.required("position").asLong(),
                proof.required("events").values().stream().mapToLong(JsonNode::asLong).toArray(), path(proof.required("path"))));
        Optional<KeyedProof> absent = Optional.ofNullable(stretch.get("absent")).map(proof -> new KeyedProof.Absent(neighbour(proof, "before"), neighbour(proof, "after")));
        return new Stretch(EvidenceJson.event(stretch.required("index"), key, checkpoint, Optional.empty()), present.or(() -> absent));
    }

    private static Optional<Neighbour> neighbour(JsonNode proof, String side) {
        return Optional.ofNullable(proof.get(side)).map(neighbour -> new Neighbour(neighbour.required("position").asLong(), EvidenceJson.bytes(neighbour.required("key")),
                EvidenceJson.bytes(neighbour.required("value")), path(neighbour.required("path"))));
    }

    private static List<byte[]> path(JsonNode hashes) {
        return hashes.values().stream().map(EvidenceJson::bytes).toList();
    }
}
